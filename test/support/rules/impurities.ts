import { parseSync } from 'oxc-parser';

/** What a pure file may not name: what reaches outside, waits, tells the time or draws lots. */
const outside = new Set([
  ...[
    'window',
    'document',
    'location',
    'history',
    'navigator',
    'localStorage',
    'sessionStorage',
    'indexedDB',
  ],
  ...[
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'BroadcastChannel',
    'Worker',
    'crypto',
    'performance',
    'console',
  ],
  ...[
    'setTimeout',
    'setInterval',
    'queueMicrotask',
    'requestAnimationFrame',
    'AbortSignal',
    'AbortController',
  ],
  ...['addEventListener', 'dispatchEvent', 'postMessage', 'globalThis', 'self', 'process'],
]);
const drawn = new Set(['Date.now', 'Math.random']);

type Node = Readonly<Record<string, unknown>> & { readonly type: string };
const isNode = (found: unknown): found is Node =>
  typeof found === 'object' && found !== null && 'type' in found && typeof found.type === 'string';

/** Each thing in `text` that is not a function of its arguments, in the order it stands there. */
export function impuritiesOf(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    found.push(...impuritiesAt(node));
    for (const [name, value] of Object.entries(node)) {
      if (isOnlyAName(node, name)) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child);
    }
  };
  walk(parseSync(file, text).program as unknown as Node);
  return found;
}

function impuritiesAt(node: Node): readonly string[] {
  if (node.type === 'AwaitExpression' || node.async === true) return ['await'];
  if (node.type === 'Identifier' && outside.has(String(node.name))) return [String(node.name)];
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && isEmpty(node.arguments))
    return ['new Date()'];
  if (node.type !== 'MemberExpression') return [];
  const member = `${nameOf(node.object)}.${nameOf(node.property)}`;
  return drawn.has(member) ? [member] : [];
}

/** `request.history` names a field, and `{ window }: { window: … }` a property: neither is the global. */
function isOnlyAName(node: Node, field: string): boolean {
  if (node.computed === true) return false;
  return (
    (node.type === 'MemberExpression' && field === 'property') ||
    (['Property', 'TSPropertySignature', 'TSMethodSignature'].includes(node.type) && field === 'key')
  );
}

const nameOf = (node: unknown): string =>
  isNode(node) && node.type === 'Identifier' ? String(node.name) : '';
const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0;

/** Specifiers from which something is imported that is there while it runs: no type. */
export function valueImportsOf(file: string, text: string): readonly string[] {
  const { module } = parseSync(file, text);
  return [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .filter(({ isType, moduleRequest }) => !isType && moduleRequest !== null)
      .map(({ moduleRequest }) => moduleRequest?.value ?? ''),
    ...module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start, moduleRequest.end)),
  ];
}
