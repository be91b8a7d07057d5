/** What is read of an element; the browser's own fits. */
export type XmlElement = {
  readonly localName: string;
  readonly textContent: string | null;
  readonly children: Iterable<XmlElement>;
  getAttribute(name: string): string | null;
};

/** Whatever stands before the colon of its name. */
export function childrenOf(element: XmlElement | null, name: string): XmlElement[] {
  return element === null ? [] : [...element.children].filter(({ localName }) => localName === name);
}

export const child = (element: XmlElement | null, name: string): XmlElement | null =>
  childrenOf(element, name)[0] ?? null;

export const textIn = (element: XmlElement | null): string => (element?.textContent ?? '').trim();
