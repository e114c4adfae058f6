import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '#finding/finding';
import { indexClasses } from './class-set.ts';
import { UNCLASSIFIED } from './rated-facts.ts';
import { tooManyClasses } from './reach.ts';
import { judgeText } from '../../../test/support/judge-text.ts';
import { allow, arn, fn, objects, ref, role, row as rowOf, table, template } from '../../../test/support/small-app.ts';

/** Laws of the sets (design, potential-data, sections 1 and 5), on apps whose grants and calls vary. */

const statement = fc.record({
  actions: fc.subarray(
    [
      'dynamodb:Scan',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:PutObject',
      'lambda:InvokeFunction',
      'lambda:UpdateFunctionCode',
    ],
    { minLength: 1 },
  ),
  resource: fc.constantFrom<unknown>('*', arn('People'), objects('Photos'), arn('A'), arn('B'), ref('Unknown')),
});
const CALL = `const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const lambda = new LambdaClient({});
exports.handler = async (event) => { console.log(event); await lambda.send(new InvokeCommand({ FunctionName: process.env.NEXT, Payload: event.email })); };`;
const QUIET = 'exports.handler = async () => 1;';
const service = fc.record({ grants: fc.array(statement, { maxLength: 2 }), calls: fc.boolean() });

const files = fc.tuple(service, service, service).map((services) => ({
  'template.json': template(
    table('People'),
    { Photos: { Type: 'AWS::S3::Bucket' } },
    ...services.flatMap(({ grants, calls }, index) => {
      const name = 'ABC'[index] ?? '';
      return [
        role(
          `${name}Role`,
          grants.map(({ actions, resource }) => allow(actions, resource)),
        ),
        fn(name, calls ? CALL : QUIET, `${name}Role`, { NEXT: ref('ABC'[(index + 1) % 3] ?? '') }),
      ];
    }),
  ),
}));
/** Each run judges three reports through the real readers. */
const RUNS = { numRuns: 10 };

test('potential grows with the number of faults, and never loses what is wired or exceeds what it lists', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (app) => {
      const one = await judgeText(app, { faults: 1 });
      const two = await judgeText(app, { faults: 2 });
      const all = await judgeText(app, { faults: 'all' });
      for (const { service, potential } of one.matrix) {
        const further = rowOf(two, service).potential;
        expect(further).toEqual(expect.arrayContaining([...potential]));
        expect(rowOf(all, service).potential).toEqual(expect.arrayContaining([...further]));
      }
      for (const report of [one, two, all]) expectLawful(report);
    }),
    RUNS,
  );
}, 60_000);

function expectLawful(report: Report): void {
  for (const row of report.matrix) {
    expect(row.potential).toEqual(expect.arrayContaining([...row.wired]));
    // What an access only writes or destroys need not come to the service that may do it.
    const gained = row.excess
      .filter((fact) => ['read', 'tap', 'admin'].includes(fact.capability))
      .map((fact) => fact.data);
    expect([...row.potential, 'unclassified']).toEqual(expect.arrayContaining(gained));
    for (const fact of [...row.excess, ...row.leak]) {
      expect(fact.path.at(-1)?.at, `${row.service} ${fact.store}`).toBeDefined();
      expect(row.starsMax).toBeGreaterThanOrEqual(fact.stars);
    }
    for (const fact of row.missing) expect(fact.path.at(-1)?.at).toBeDefined();
    for (const finding of report.findings.filter(
      (one) => one.resource === row.service && one.control.startsWith('reach-') && one.control !== 'reach-missing',
    ))
      expect(row.starsMax).toBeGreaterThanOrEqual(finding.starsMax);
    for (const cell of row.cells ?? []) expect(cell.path.length, `${row.service} ${cell.data}`).toBeGreaterThan(0);
  }
}

test('two runs give the same report', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (app) => {
      const { timings: _one, ...first } = await judgeText(app);
      const { timings: _other, ...second } = await judgeText(app);
      expect(second).toEqual(first);
    }),
    { numRuns: 5 },
  );
}, 60_000);

test('classes beyond the sixty-fourth are said not to be followed', async () => {
  const names = Array.from({ length: 70 }, (_, index) => `class-${index}`);
  const data = names.map((name, index) => ({ ...UNCLASSIFIED, id: name, title: `Class ${index}` }));
  const { left, classes, ids, of } = indexClasses(data);
  expect([classes.length, left.length]).toEqual([64, 6]);
  expect(ids(of([...names, 'no such class']))).toEqual(names.slice(0, 64));
  expect(tooManyClasses({ classes, left }).map((one) => one.message)).toEqual([
    expect.stringMatching(/^more than 64 data classes: .* are not followed; /),
  ]);
  expect(tooManyClasses({ classes, left: [] })).toEqual([]);
});
