import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Judgement, Verification } from '#live/verification';
import type { Change } from './changes.ts';
import { CHANGES } from './changes.ts';
import { deploy, STACK } from './deploy.ts';
import { handOn, REGION } from './hand.ts';
import { startMoto } from './moto.ts';

// A fresh machine makes a virtual environment first, which takes minutes.
const moto = await startMoto();
const reason = typeof moto === 'string' ? moto : '';
if (reason !== '') console.warn(`not verified against a double of AWS: ${reason}`);
const url = typeof moto === 'string' ? '' : moto.url;

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Runs the command in a process of its own, as people do: the SDK finds its credentials and endpoint by itself. */
function run(
  ...flags: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'double',
    AWS_SECRET_ACCESS_KEY: 'double',
    AWS_REGION: REGION,
    NO_COLOR: '1',
  };
  const words = ['--no-warnings', '--conditions=@intended/source', MAIN, 'verify', ...flags];
  return new Promise((settle) => {
    execFile(process.execPath, words, { env, cwd: tmpdir(), maxBuffer: 1 << 26 }, (error, out, err) => {
      settle({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

async function verified(): Promise<Verification> {
  const { out, err } = await run('--stack', STACK, '--format', 'json');
  expect(err).toBe('');
  return JSON.parse(out);
}

const keyOf = ({ resource, control, property, message }: Judgement): string =>
  `${resource} ${property ?? control ?? message}`;
const driftIn = ({ judgements }: Verification): readonly Judgement[] =>
  judgements.filter(({ verdict }) => verdict === 'drift');

/** One change of each resource at a time: what is seen of a resource is then that change, or one before it. */
function inRounds(changes: readonly Change[]): readonly (readonly Change[])[] {
  const nth = changes.map(
    (change, index) => changes.slice(0, index).filter(({ resource }) => resource === change.resource).length,
  );
  return [...new Set(nth)].map((round) => changes.filter((_, index) => nth[index] === round));
}

describe.skipIf(reason !== '')(`a deployed stack${reason === '' ? '' : ` (skipped: ${reason})`}`, () => {
  const hand = handOn(url);
  let ids: ReadonlyMap<string, string> = new Map();
  const id = (logicalId: string): string => ids.get(logicalId) ?? '';

  beforeAll(async () => {
    ids = await deploy(hand);
  }, 600_000);
  afterAll(() => {
    if (typeof moto !== 'string') moto.stop();
  });

  test('as the template says, nothing drifts and everything is read', async () => {
    const verification = await verified();
    expect(driftIn(verification).map(keyOf)).toEqual([]);
    expect(verification.judgements.filter(({ verdict }) => verdict === 'undetermined')).toEqual([]);
    expect(verification.complete).toBe(true);
    expect(verification.summary.pass).toBeGreaterThan(20);
  });

  test('a gate that nothing fails ends with 0, the usual one with 1, a stack that is not there with 2', async () => {
    expect(await run('--stack', STACK, '--fail-on', 'severity=critical')).toMatchObject({ code: 0 });
    expect(await run('--stack', STACK)).toMatchObject({ code: 1 });
    const missing = await run('--stack', 'nobody');
    expect(missing.err).toContain('there is no stack `nobody`');
    expect(missing.code).toBe(2);
    expect(await run()).toMatchObject({ code: 3 });
  });

  let before: ReadonlySet<string> = new Set();
  describe.each(inRounds(CHANGES).map((changes, index) => [index + 1, changes] as const))('round %i', (_, changes) => {
    let fresh: readonly Judgement[] = [];
    let all: readonly Judgement[] = [];
    const failed = new Map<string, unknown>();
    beforeAll(async () => {
      for (const change of changes) {
        await change.make(hand, id).catch((error: unknown) => failed.set(change.what, error));
      }
      all = driftIn(await verified());
      fresh = all.filter((one) => !before.has(`${keyOf(one)} ${one.message}`));
      before = new Set(all.map((one) => `${keyOf(one)} ${one.message}`));
    });

    test.each(changes.map((change) => [change.what, change] as const))('sees %s', (what, { resource, seen }) => {
      expect(failed.get(what)).toBeUndefined();
      const here = fresh.filter((one) => one.resource === resource);
      const hits = here.filter(({ property, control, message }) =>
        [property, control, message].some((one) => one?.startsWith(seen)),
      );
      expect(hits, here.map(keyOf).join('\n')).not.toEqual([]);
      expect(JSON.stringify(all)).not.toContain('very-quiet-value');
    });
  });
});
