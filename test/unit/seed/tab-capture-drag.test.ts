import assert from 'node:assert/strict';
import { capturedFromDrop } from '@token-desk/tab/seed/capture';

const carrying = (parts: Readonly<Record<string, string>>, files: readonly File[] = []): DataTransfer =>
  ({ files, getData: (type: string) => parts[type] ?? '' }) as unknown as DataTransfer;

describe('a picture dragged from page to page', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  const address = `data:image/png;base64,${png.toString('base64')}`;

  it('is read from its address when the browser hands over no file', async () => {
    const captured = capturedFromDrop(carrying({ 'text/uri-list': address, 'text/plain': address }));
    assert.equal(captured?.kind, 'image');
    assert.deepEqual(Buffer.from(await captured.image.arrayBuffer()), png);
    assert.equal(captured.image.type, 'image/png');
    assert.equal(captured.capture, 'drop-image');
  });

  it('is the file when there is one', () => {
    const file = new File([png], 'qr.png', { type: 'image/png' });
    const captured = capturedFromDrop(carrying({ 'text/uri-list': address }, [file]));
    assert.equal(captured?.kind === 'image' && captured.image, file);
  });

  for (const [what, text] of [
    ['a web address', 'https://contoso.example/qr.png'],
    ['another kind of content', 'data:text/html;base64,PGI+'],
    ['a cut-off picture', 'data:image/png;base64,A'],
  ] as const)
    it(`is not made from ${what}`, () => {
      assert.equal(capturedFromDrop(carrying({ 'text/uri-list': text, 'text/plain': text }))?.kind, 'text');
    });
});
