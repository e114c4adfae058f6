import { type Answer, asked, type Event, text } from './answer.ts';

/** Shows a page for the preview of a link, be it on the Internet or in the next subnet. */
export async function handler(event: Event): Promise<Answer> {
  const page = await fetch(asked(event, 'url'));
  return text(await page.text());
}
