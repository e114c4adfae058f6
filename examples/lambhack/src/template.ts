import { type Answer, asked, type Event, text } from './answer.ts';

/** A template engine as they all are inside: text becomes code, `<%= … %>` becomes an expression. */
function render(template: string): string {
  const pieces = template.split(/<%=|%>/).map((piece, at) => (at % 2 === 0 ? JSON.stringify(piece) : `(${piece})`));
  return String(new Function(`return ${pieces.join(' + ')};`)());
}

/** The name should have been a value of the template; here it is a part of it. */
export async function handler(event: Event): Promise<Answer> {
  return text(render(`Dear ${asked(event, 'name')}, the time is <%= new Date().getFullYear() %>.`));
}
