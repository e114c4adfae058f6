import { type Answer, asked, type Event, text } from './answer.ts';

/** A pocket calculator, by way of everything else that JavaScript can do. */
export async function handler(event: Event): Promise<Answer> {
  return text(String(new Function(`return (${asked(event, 'sum')})`)()));
}
