import type { Report } from '#finding/finding';
import { requirements, withFrameworks } from '#frameworks/requirements';
import { FRAMEWORKS, readFrameworkTable } from '#frameworks/table';
import type { FrameworkTable } from '#frameworks/table';
import { renderRequirements } from '#reporters/terminal/requirements';
import { packageTables } from '#source/package-tables';
import { WrongUse } from './wrong-use.ts';

/** Findings with the requirements that they speak to. */
export function addFrameworks(report: Report): Report {
  return withFrameworks(report, table());
}

/** The report by the requirements of one framework. */
export function groupByFramework(
  report: Report,
  given: string,
  look: Parameters<typeof renderRequirements>[2],
): string {
  const name = FRAMEWORKS.find((one) => one === given);
  const frameworks = table();
  const framework = name === undefined ? undefined : frameworks.frameworks[name];
  if (name === undefined || framework === undefined)
    throw new WrongUse(`\`--framework ${given}\`: choose one of ${FRAMEWORKS.join(', ')}`);
  return renderRequirements(framework, requirements(report, name, frameworks), look);
}

function table(): FrameworkTable {
  return readFrameworkTable(packageTables().read('frameworks.json'));
}
