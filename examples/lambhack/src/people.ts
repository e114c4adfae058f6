import { createRequire } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';
import { type Answer, asked, type Event, text } from './answer.ts';

// Node 20 has no SQLite; there this one handler says so.
const sqlite: { DatabaseSync: typeof DatabaseSync } | undefined = (() => {
  try {
    return createRequire(import.meta.url)('node:sqlite');
  } catch {
    return undefined;
  }
})();

const people = sqlite === undefined ? undefined : new sqlite.DatabaseSync(':memory:');
people?.exec("create table people (id integer, name text, salary integer)");
people?.exec("insert into people values (1, 'ann', 70), (2, 'O''Brien', 80), (3, 'zoe', 90)");

/** Finds people by name, or all of them, or whatever the rest of the statement says. */
export async function handler(event: Event): Promise<Answer> {
  if (people === undefined) return text('this Node has no SQLite', 501);
  const rows = people.prepare(`select id, name, salary from people where name = '${asked(event, 'name')}'`).all();
  return text(JSON.stringify(rows));
}

/** The same with a parameter: the guard has nothing to say here, whatever the name is. */
export async function careful(event: Event): Promise<Answer> {
  if (people === undefined) return text('this Node has no SQLite', 501);
  return text(JSON.stringify(people.prepare('select id, name, salary from people where name = ?').all(asked(event, 'name'))));
}
