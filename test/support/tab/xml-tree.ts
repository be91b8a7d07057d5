import type { XmlElement } from '@token-desk/tab/lists/xml';

type Node = XmlElement & { readonly children: Node[]; textContent: string };

/** Well-formed XML without entities, as a tree: what a browser's parser gives for the same text. */
export function xmlTree(text: string): XmlElement {
  const root = nodeOf('', '');
  const open = [root];
  const plain = text.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, '');
  for (const [, closing, name = '', attributes = '', empty, words] of plain.matchAll(
    /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
  )) {
    if (words !== undefined) for (const one of open) one.textContent += words;
    else if (closing === '/') open.pop();
    else {
      const node = nodeOf(name, attributes);
      open.at(-1)?.children.push(node);
      if (empty === '') open.push(node);
    }
  }
  const [only] = root.children;
  if (only === undefined) throw new TypeError('no element');
  return only;
}

function nodeOf(name: string, attributes: string): Node {
  const given = new Map(
    [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
  );
  return {
    localName: name.split(':').at(-1) ?? '',
    textContent: '',
    children: [],
    getAttribute: (wanted) => given.get(wanted) ?? null,
  };
}
