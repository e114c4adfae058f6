/** Text that is already HTML. Only `markup` makes it, so whatever else is put into a page is escaped. */
export interface Markup {
  readonly html: string;
}

type Inserted = string | number | Markup | readonly Markup[] | undefined;

/** Template tag: every inserted string is escaped, for text and for quoted attributes alike. */
export function markup(strings: TemplateStringsArray, ...inserted: readonly Inserted[]): Markup {
  const parts = strings.map((literal, index) => literal + htmlOf(inserted[index]));
  return { html: parts.join('') };
}

/** A constant of ours, such as the page's style: never for words that come from a template. */
export function trusted(constant: string): Markup {
  return { html: constant };
}

/** `` `code` `` spans become `<code>`; the rest stays text. */
export function prose(text: string): Markup {
  const parts = text.split(/`([^`]+)`/);
  return {
    html: parts.map((part, index) => (index % 2 === 1 ? `<code>${escape(part)}</code>` : escape(part))).join(''),
  };
}

function htmlOf(inserted: Inserted): string {
  if (inserted === undefined) return '';
  if (typeof inserted === 'string') return escape(inserted);
  if (typeof inserted === 'number') return String(inserted);
  if ('html' in inserted) return inserted.html;
  return inserted.map((one) => one.html).join('');
}

function escape(text: string): string {
  return text.replace(UNFIT, ' ').replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// Controls that HTML cannot hold, and direction marks that would show a name as another one.
const UNFIT = /(?![\t\n])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
