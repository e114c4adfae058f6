// A handler with a real driver, run as requests: prints for each case whether rows came or the statement was refused.
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { installHooks } from '../../src/sinks/hooks/install.ts';
import { within } from '../../src/invocation.ts';

const policy = { version: 1, egress: ['127.0.0.1'] };
const ssl = process.env.PG_TLS === 'on' ? { rejectUnauthorized: false } : false;
const pool = new pg.Pool({
  host: '127.0.0.1',
  port: Number(process.env.PG_PORT),
  user: 'guard',
  database: 'postgres',
  ssl,
  max: 2,
});
const orm = drizzle(pool);
// The first connection is opened before the guard is installed, as a pool at the top of a module is.
if (process.env.PG_EARLY === 'on') await pool.query('select 1');
installHooks(policy);
await pool.query('create table if not exists users (id int primary key, name text, secret text)');
await pool.query("insert into users values (1, 'ann', 's1'), (2, 'O''Brien', 's2') on conflict do nothing");

const queries = {
  concatenated: (value) => pool.query(`select id from users where name = '${value}'`),
  'concatenated number': (value) => pool.query(`select id from users where id = ${value}`),
  'concatenated and prepared': (value) =>
    pool.query({
      name: `q${value.length}`,
      text: `select id from users where name = '${value}' and id > $1`,
      values: [0],
    }),
  parameterised: (value) => pool.query('select id from users where name = $1', [value]),
  'escaped by hand': (value) => pool.query(`select id from users where name = ${pg.escapeLiteral(value)}`),
  'drizzle, parameterised': async (value) => ({
    rows: (await orm.execute(sql`select id from users where name = ${value}`)).rows,
  }),
  'drizzle, raw': async (value) => ({
    rows: (await orm.execute(sql.raw(`select id from users where name = '${value}'`))).rows,
  }),
  'drizzle, order by': async (value) => ({
    rows: (await orm.execute(sql.raw(`select id from users order by ${value}`))).rows,
  }),
};

const outcome = {};
for (const [name, query] of Object.entries(queries))
  for (const value of JSON.parse(process.env.PG_VALUES)) {
    const invocation = {
      inbound: { inputs: () => [{ where: 'query', name: 'name', value }] },
      policy,
      route: undefined,
      label: 'test',
      principal: undefined,
      denials: [],
      notes: [],
    };
    const said = await within(invocation, async () => {
      try {
        return `rows: ${(await query(value)).rows.length}`;
      } catch (error) {
        return `error: ${error.cause?.message ?? error.message}`;
      }
    });
    outcome[`${name} | ${value}`] = invocation.denials.length > 0 ? `${invocation.denials[0].code}, ${said}` : said;
  }
// The pool is as usable as before.
outcome.after = (await pool.query('select count(*)::int as n from users')).rows[0].n;
await pool.end();
process.stdout.write(JSON.stringify(outcome));
