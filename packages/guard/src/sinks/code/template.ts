import { type Breach, placesOf, type Taint } from '../taint.ts';

/**
 * Delimiters of the engines in use: EJS and ERB, Handlebars, Mustache, Nunjucks, Jinja and Liquid, template
 * strings, FreeMarker and Spring, Pug and Ruby, Velocity, Thymeleaf, Smarty.
 */
const TAGS = [
  /<%[-=_#]?([^%]{1,400})[-_]?%>/g,
  /\{\{\{?[-#~&>]?([^{}]{1,400})\}?\}\}/g,
  /\{%-?([^%]{1,400})-?%\}/g,
  /[$#@*]\{([^{}]{1,400})\}/g,
  /#set\s?\(([^)]{1,400})\)/g,
  /\[\[([^\][]{1,400})\]\]/g,
];

/** What stands between an engine's delimiters in a text; at most 16 tags. */
export function tagsOf(text: string): readonly string[] {
  if (!/[<{[(][%{[$'"\w#]|[$#@*]\{/.test(text)) return [];
  return TAGS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => (match[1] ?? '').trim()))
    .filter((tag) => tag !== '')
    .slice(0, 16);
}

/** Says which input brought a tag into the text of a template, before an engine compiles it. */
export function templateBreach(template: string, taints: readonly Taint[]): Breach | undefined {
  for (const taint of taints) {
    if (taint.plain) continue;
    for (const form of taint.forms)
      if (form.length > 3 && tagsOf(form).length > 0 && placesOf(form, template, 1).length > 0)
        return { code: 'sink-template', rule: 'template.tag', input: taint.sent, because: 'the value is a template' };
  }
  return undefined;
}
