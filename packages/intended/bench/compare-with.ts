import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from './measure.ts';
import { min, repeat, runNode, runProgram } from './measure.ts';
import { seconds } from './table.ts';

export interface Compared {
  readonly measured: readonly { readonly name: string; readonly runs: readonly Run[] }[];
  readonly said: readonly string[];
}

export interface Comparison {
  /** Plain CloudFormation, which all of them read. */
  readonly template: string;
  readonly bin: string;
  readonly root: string;
  readonly work: string;
  readonly runs: number;
}

/** One rule about policies, the nearest to what is judged here; some others of the folder take a hundred times as long. */
const RULE = 'rules/control-tower/cfn-guard/identityandaccessmanagement/ct-iam-pr-1.guard';

/**
 * The same template through tools that people run at the same place, in the same minute. They do other work: cfn-guard
 * holds each resource against a rule's conditions and cdk-nag against some hundred written checks; `intended` computes
 * who may reach which data. The ratio says what a step of a pipeline costs, not who is better at the same thing.
 */
export async function compareWith(comparison: Comparison): Promise<Compared> {
  const { template, bin, runs } = comparison;
  const own = await repeat(runs, () => runNode([bin, 'check', template]));
  const others = [await cfnGuard(comparison), await cdkNag(comparison)];
  const measured = [{ name: 'compared: intended check', runs: own }, ...others.flatMap((other) => other.measured)];
  const cpu = min(own.map((run) => run.cpuMs));
  const ratios = measured.slice(1).map(({ name, runs }) => {
    const theirs = min(runs.map((run) => run.cpuMs));
    return `${name}: ${(theirs / cpu).toFixed(2)} times the CPU time of intended (${seconds(theirs)} to ${seconds(cpu)})`;
  });
  return {
    measured,
    said: [
      ...others.flatMap((other) => other.said),
      ...ratios,
      'not the same work: both check how resources are configured; intended computes which data each service could reach',
    ],
  };
}

async function cfnGuard({ template, root, runs }: Comparison): Promise<Compared> {
  const home = join(root, 'node_modules/@cdklabs/cdk-validator-cfnguard');
  const system = process.platform === 'darwin' ? 'macos' : 'ubuntu';
  const binary = join(home, 'bin', system, process.arch === 'arm64' ? 'aarch64' : 'x86_64', 'cfn-guard');
  const rules = join(home, RULE);
  if (process.platform === 'win32' || !existsSync(binary) || !existsSync(rules))
    return { measured: [], said: ['skipped cfn-guard: no binary for this platform is installed'] };
  const argv = ['validate', '--rules', rules, '--data', template, '--show-summary', 'none'];
  const measured = await repeat(runs, () => runProgram(binary, argv));
  return { measured: [{ name: 'compared: cfn-guard, one rule', runs: measured }], said: [] };
}

async function cdkNag({ template, root, runs, work }: Comparison): Promise<Compared> {
  if (!existsSync(join(root, 'node_modules/cdk-nag')) || !existsSync(join(root, 'node_modules/aws-cdk-lib')))
    return { measured: [], said: ['skipped cdk-nag: it is not installed'] };
  const script = fileURLToPath(new URL('run-cdk-nag.mjs', import.meta.url));
  const measured = await repeat(runs, () => runNode([script, template, join(work, 'cdk.out')]));
  return { measured: [{ name: 'compared: cdk-nag, AwsSolutions', runs: measured }], said: [] };
}
