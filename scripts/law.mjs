import { cruise } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import law from '../law.config.mjs';

const FOLDERS = ['packages/intended/src'];
const PLANTED = 'packages/intended/src/model/planted-fault.ts';
const tsConfig = extractTsConfig(resolve(law.options.tsConfig.fileName));

/** Breaches of the law, as `from → to (rule)`. */
async function breaches() {
  const result = await cruise(
    FOLDERS,
    { ...law.options, ruleSet: { forbidden: law.forbidden }, validate: true },
    law.options.enhancedResolveOptions,
    { tsConfig },
  );
  if (result.output.summary.totalCruised < 10)
    throw new Error('the cruiser saw almost no modules: it is misconfigured');
  return result.output.summary.violations.map((found) => `${found.from} → ${found.to} (${found.rule.name})`);
}

async function plantedFaultIsSeen() {
  await writeFile(
    PLANTED,
    "import type { Intent } from '#intent/intent';\nimport { readFileSync } from 'node:fs';\nexport const planted: [Intent | undefined, unknown] = [undefined, readFileSync];\n",
  );
  try {
    const found = await breaches();
    return (
      found.some((line) => line.includes('model-looks-down-only')) &&
      found.some((line) => line.includes('io-at-the-edges'))
    );
  } finally {
    await rm(PLANTED, { force: true });
  }
}

const found = await breaches();
for (const line of found) console.error(line);
if (found.length > 0) process.exit(1);
if (!(await plantedFaultIsSeen())) {
  console.error('the law did not see a planted fault: it would pass anything');
  process.exit(1);
}
console.log('law: holds, and a planted fault turns it red');
