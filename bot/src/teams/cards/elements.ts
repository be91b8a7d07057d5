/** An Adaptive Card or a part of it, as JSON. */
export type CardJson = { readonly type: string; readonly [name: string]: unknown };

/** What a button says back; every value is parsed again in `card-actions`. */
export type CardVerb =
  | 'form.open'
  | 'form.submit'
  | 'form.cancel'
  | 'request.show'
  | 'request.withdraw'
  | 'request.close'
  | 'request.approve'
  | 'request.reject'
  | 'status.show'
  | 'say'
  | 'joiner.open'
  | 'joiner.send'
  | 'joiner.show'
  | 'joiner.bind'
  | 'joiner.withdraw'
  | 'request.edit'
  | 'request.save'
  | 'request.nudge'
  | 'form.keep'
  | 'form.anew'
  | 'several.open'
  | 'several.check'
  | 'several.send'
  | 'several.keep'
  | 'several.cancel'
  | 'cohort.show'
  | 'cohort.withdraw'
  | 'cohort.approve'
  | 'cohort.approve-some'
  | 'cohort.reject-all'
  | 'cohort.reject-some'
  | 'token.not-me';

export type TextStyle = {
  readonly size?: 'small' | 'medium' | 'large';
  readonly weight?: 'bolder';
  readonly isSubtle?: boolean;
  readonly color?: 'attention' | 'good' | 'warning' | 'accent';
};

/**
 * Text that somebody typed or a directory gave. A TextBlock would read Markdown in it (a name could be a
 * link); a TextRun shows it as it is.
 */
export function plain(text: string, style: TextStyle = {}): CardJson {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] };
}

/** A shape in colour and the words beside it in the usual ink, which every theme makes readable. */
export function shaped(
  { shape, color, text }: { shape: string; color: TextStyle['color'] | null; text: string },
  style: TextStyle = {},
): CardJson {
  const inlines = [
    { type: 'TextRun', text: `${shape} `, ...style, ...(color === null ? {} : { color }) },
    { type: 'TextRun', text, ...style },
  ];
  return { type: 'RichTextBlock', inlines };
}

/** Our own words. */
export function words(text: string, more: Readonly<Record<string, unknown>> = {}): CardJson {
  return { type: 'TextBlock', text, wrap: true, ...more };
}

export function heading(text: string): CardJson {
  return { ...plain(text, { size: 'medium', weight: 'bolder' }), style: 'heading' };
}

/** Label and value, one row each; values are never read as Markdown. */
export function facts(rows: readonly (readonly [label: string, value: string])[]): CardJson {
  return {
    type: 'Container',
    spacing: 'medium',
    items: rows.map(([label, value]) => ({
      type: 'ColumnSet',
      spacing: 'small',
      columns: [
        { type: 'Column', width: '110px', items: [words(label, { isSubtle: true })] },
        { type: 'Column', width: 'stretch', items: [plain(value)] },
      ],
    })),
  };
}

/** A button that comes back as an invoke, or as a message from a client that cannot do that. */
export function execute(
  title: string,
  verb: CardVerb,
  more: {
    readonly data?: Readonly<Record<string, string>>;
    readonly style?: 'positive' | 'destructive';
    /** Send what is in the inputs along; off for buttons that do not need a complete form. */
    readonly inputs?: boolean;
  } = {},
): CardJson {
  const shared = {
    title,
    data: { ...more.data, verb },
    ...(more.style === undefined ? {} : { style: more.style }),
    associatedInputs: more.inputs === true ? 'auto' : 'none',
  };
  return { type: 'Action.Execute', verb, ...shared, fallback: { type: 'Action.Submit', ...shared } };
}

const spokenParts = 3;
const longestSpoken = 300;

function textsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== 'object' || part === null) return [];
  const { type, text, items, inlines, columns } = part as CardJson;
  if (type === 'TextBlock') return [String(text)];
  // One block is one sentence, whatever it is coloured in.
  if (type === 'RichTextBlock')
    return [(inlines as readonly CardJson[]).map((run) => String(run.text)).join('')];
  return [items, columns].flatMap(textsIn);
}

/** How a card begins, as one text: read aloud, and shown where a client cannot show it. Signs of a markup in it are left out. */
function spoken(body: readonly CardJson[]): string {
  const said = textsIn(body).slice(0, spokenParts).join(' · ');
  return said.replace(/[<>[\]&*_`]/g, ' ').slice(0, longestSpoken);
}

export function card(
  language: string,
  body: readonly CardJson[],
  actions: readonly CardJson[] = [],
): CardJson {
  const text = spoken(body);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language,
    ...(text === '' ? {} : { fallbackText: text, speak: text }),
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}
