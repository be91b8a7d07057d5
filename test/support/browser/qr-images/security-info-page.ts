import encodeQR from 'qr';

export type PageSpec = {
  readonly theme: 'light' | 'dark';
  /** Side of each code in CSS pixels. */
  readonly qrSize: number;
  readonly texts: readonly string[];
};

/** A page in the manner of a security-info dialog, for a real browser to draw at a real zoom. */
export function securityInfoPage({ theme, qrSize, texts }: PageSpec): string {
  const [page, card, ink] =
    theme === 'dark' ? ['#1f1f1f', '#292929', '#f3f2f1'] : ['#faf9f8', '#ffffff', '#323130'];
  const codes = texts.map(
    (text) => `<figure>${svgCode(text, qrSize)}<figcaption>Scan this code</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: ${page}; color: ${ink}; font: 15px/1.4 system-ui, sans-serif }
    header { background: #0f6cbd; color: #fff; padding: 12px 20px }
    nav { position: absolute; top: 70px; left: 20px; width: 180px }
    main { margin: 40px auto; width: 620px; padding: 28px; background: ${card}; border: 1px solid #8886; box-shadow: 0 8px 24px #0004 }
    figure { display: inline-block; margin: 12px 20px 12px 0.3px; background: #fff; color: #333 } svg { display: block }
    button { float: right; margin: 8px; padding: 6px 20px }
  </style><header>▦ Contoso · Security info</header>
  <nav>${'<p>▣ Overview<p>▣ Devices<p>▣ Password<p>▣ Privacy'.repeat(3)}</nav>
  <main><h2>Scan the QR code</h2>
    <p>Use the app to scan the QR code. This will connect your app with your account.
    <p>After you scan the QR code, choose “Next”.
    <div>${codes.join('')}</div>
    <button>Can’t scan image?</button><p style="clear:both"><button>Next</button><button>Back</button>
    <p>I want to set up a different method. ${'Lorem ipsum dolor sit amet. '.repeat(12)}</main>`;
}

function svgCode(text: string, size: number): string {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const squares = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const side = modules.length;
  return `<svg width="${size}" height="${size}" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${squares.join('')}"/></svg>`;
}
