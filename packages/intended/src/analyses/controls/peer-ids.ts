import type { Finding } from '#finding/finding';
import type { ControlTable } from './control-table.ts';

/** Names of tools as people write them, and as the table has them. */
export const PEERS: Readonly<Record<string, string>> = {
  checkov: 'checkov',
  kics: 'kics',
  'cdk-nag': 'cdknag',
  prowler: 'prowler',
  securityhub: 'fsbp',
};

/** Findings with the ids that another tool gives the same question, where it asks it. */
export function withPeerIds(findings: readonly Finding[], tool: string, table: ControlTable): readonly Finding[] {
  const key = PEERS[tool] ?? tool;
  return findings.map((finding) => ({ ...finding, peers: table.get(finding.control)?.peers[key] ?? [] }));
}
