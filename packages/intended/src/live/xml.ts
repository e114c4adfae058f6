/** An element as the query services and S3 answer: no attributes, no mixed content. */
export interface Xml {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Xml[];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const TOKEN = /<(\/?)([\w:.-]+)[^>]*?(\/?)>|([^<]+)/g;
const DEEPEST = 64;

interface Open {
  readonly name: string;
  text: string;
  readonly children: Xml[];
}

/** Reads an answer of a service. Declarations and comments are skipped; a broken document gives what could be read. */
export function parseXml(document: string): Xml {
  const root: Open = { name: '', text: '', children: [] };
  const stack: Open[] = [root];
  for (const [, closing, name, selfClosing, text] of document.replaceAll(/<[?!][^>]*>/g, '').matchAll(TOKEN)) {
    const top = stack.at(-1) ?? root;
    if (text !== undefined) top.text += decode(text);
    else if (closing === '/') {
      if (stack.length > 1) stack.pop();
    } else if (name !== undefined && stack.length < DEEPEST) {
      const element: Open = { name, text: '', children: [] };
      top.children.push(element);
      if (selfClosing !== '/') stack.push(element);
    }
  }
  return root;
}

function decode(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof hex === 'string') return String.fromCodePoint(Number.parseInt(hex, 16));
    if (typeof decimal === 'string') return String.fromCodePoint(Number(decimal));
    return ENTITIES[String(name)] ?? whole;
  });
}

/** All elements under a path of names; the root of the document counts as a step. */
export function elements(node: Xml, ...path: readonly string[]): readonly Xml[] {
  return path.reduce<readonly Xml[]>(
    (here, name) => here.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [node],
  );
}

/** Text of the first element under a path; undefined where there is none. */
export function textOf(node: Xml, ...path: readonly string[]): string | undefined {
  return elements(node, ...path)[0]?.text.trim();
}
