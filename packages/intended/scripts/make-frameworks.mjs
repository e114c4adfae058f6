import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes data/frameworks.json: requirement ids of compliance frameworks by control. Ids only, never their texts.
 * NIST and HIPAA ids of rules come from the packs of `cdk-nag` (a mapping published by the provider); Security Hub ids
 * from data/controls.json; the rest from the themes below, which say what kind of question a control asks.
 * Run: node make-frameworks.mjs FOLDER_OF_CDK_NAG/lib/packs DATE
 */
const [packs, date] = process.argv.slice(2);
if (date === undefined) throw new Error('usage: make-frameworks.mjs PACKS YYYY-MM-DD');

const FRAMEWORKS = {
  pci: { title: 'PCI DSS', version: '4.0.1', source: 'https://www.pcisecuritystandards.org/document_library/' },
  hipaa: {
    title: 'HIPAA Security Rule',
    version: '45 CFR Part 164',
    source: 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164',
  },
  soc2: {
    title: 'SOC 2 Trust Services Criteria',
    version: '2017, revised 2022',
    source:
      'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
  },
  iso27001: { title: 'ISO/IEC 27001', version: '2022', source: 'https://www.iso.org/standard/27001' },
  nist80053: {
    title: 'NIST SP 800-53',
    version: 'Revision 5',
    source: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
  },
  cis: {
    title: 'CIS AWS Foundations Benchmark',
    version: '3.0.0',
    source: 'https://www.cisecurity.org/benchmark/amazon_web_services',
  },
  fsbp: {
    title: 'AWS Foundational Security Best Practices',
    version: '1.0.0',
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html',
  },
};

/** What kind of question an id asks, and the requirements that are about that kind. A control may have several. */
const THEMES = [
  [
    /-(?:encryption|cmk|at-rest|encrypted)$/,
    {
      pci: ['3.5.1'],
      iso27001: ['A.8.24'],
      soc2: ['CC6.1'],
      hipaa: ['164.312(a)(2)(iv)'],
      nist80053: ['SC-28', 'SC-28(1)'],
    },
  ],
  [
    /tls|-https$|-http$|in-transit|origin-ssl|-sni$|client-cert/,
    {
      pci: ['4.2.1'],
      iso27001: ['A.8.24', 'A.5.14'],
      soc2: ['CC6.7'],
      hipaa: ['164.312(e)(1)'],
      nist80053: ['SC-8', 'SC-8(1)'],
    },
  ],
  [
    /access-log|exec-log|-logging$|-log-group$|error-log|delivery-log|rds-logs|logs-permission|structured-log|query-log/,
    { pci: ['10.2.1'], iso27001: ['A.8.15'], soc2: ['CC7.2'], hipaa: ['164.312(b)'], nist80053: ['AU-2', 'AU-12'] },
  ],
  [/tracing|-metrics$/, { iso27001: ['A.8.16'], soc2: ['CC7.2'], nist80053: ['SI-4'] }],
  [
    /data-trace|log-payload|log-sensitive|log-verbose|data-protection|log-redaction|level-debug|annotation/,
    { pci: ['3.4.1'], iso27001: ['A.8.11', 'A.8.12'], soc2: ['C1.1'], hipaa: ['164.312(a)(1)'], nist80053: ['SI-15'] },
  ],
  [
    /public|-acl-(?:public|auth)|guest-access|-website$|block-public/,
    { pci: ['1.4.4'], iso27001: ['A.8.3'], soc2: ['CC6.6'], hipaa: ['164.312(a)(1)'], nist80053: ['AC-3', 'SC-7'] },
  ],
  [
    /cors|default-endpoint|classic-flow|s3-oac|origin-missing|predictable/,
    { iso27001: ['A.8.26'], soc2: ['CC6.6'], nist80053: ['SC-7'] },
  ],
  [
    /^iam-|star|admin|broad|privilege|unused|shared|unscoped|any-route|cross-account|inverted|leading-keys|external|-trust|integration-creds|via-service|many-principals|credential/,
    {
      pci: ['7.2.1', '7.2.5'],
      iso27001: ['A.5.15', 'A.8.2'],
      soc2: ['CC6.3'],
      hipaa: ['164.308(a)(4)(ii)(B)'],
      nist80053: ['AC-6'],
    },
  ],
  [
    /no-auth|authorizer|only-auth|jwt|auth-flows|oauth|-token|iam-auth|cache-auth|kafka-auth|api-key|scope-missing|user-enumeration|revocation/,
    { pci: ['8.3.1'], iso27001: ['A.8.5'], soc2: ['CC6.1'], hipaa: ['164.312(d)'], nist80053: ['IA-2'] },
  ],
  [
    /mfa|risk-takeover/,
    { pci: ['8.4.2'], iso27001: ['A.8.5'], soc2: ['CC6.1'], hipaa: ['164.312(d)'], nist80053: ['IA-2(1)'] },
  ],
  [
    /password/,
    { pci: ['8.3.6'], iso27001: ['A.5.17'], soc2: ['CC6.1'], hipaa: ['164.308(a)(5)(ii)(D)'], nist80053: ['IA-5(1)'] },
  ],
  [
    /secret|plain|noecho|access-key|login-password/,
    { pci: ['8.6.2'], iso27001: ['A.5.17'], soc2: ['CC6.1'], hipaa: ['164.312(d)'], nist80053: ['IA-5(7)'] },
  ],
  [
    /pitr|backup|deletion-protection|retain|versioning|replication|object-lock/,
    { iso27001: ['A.8.13'], soc2: ['A1.2'], hipaa: ['164.308(a)(7)(ii)(A)'], nist80053: ['CP-9'] },
  ],
  [
    /multi-az|autoscaling|dlq|redrive|failure-destination|async-retry/,
    { iso27001: ['A.8.14'], soc2: ['A1.2'], nist80053: ['CP-10', 'SI-17'] },
  ],
  [
    /^alarm|threat-protection|risk-/,
    { pci: ['10.7.2'], iso27001: ['A.8.16'], soc2: ['CC7.2'], hipaa: ['164.308(a)(1)(ii)(D)'], nist80053: ['SI-4'] },
  ],
  [/waf|request-validation/, { pci: ['6.4.2'], iso27001: ['A.8.26'], soc2: ['CC6.6'], nist80053: ['SI-10'] }],
  [
    /throttle|concurrency|usage-plan|rate-limit|introspection/,
    { iso27001: ['A.8.6'], soc2: ['A1.1'], nist80053: ['SC-5'] },
  ],
  [/runtime-eol|minor-upgrade/, { pci: ['6.3.3'], iso27001: ['A.8.8'], soc2: ['CC7.1'], nist80053: ['SI-2'] }],
  [
    /vpc|sg-egress|endpoint-policy|endpoint-public|private-policy|default-port/,
    { pci: ['1.3.1'], iso27001: ['A.8.22'], soc2: ['CC6.6'], nist80053: ['SC-7'] },
  ],
  [
    /^logs-retention/,
    { pci: ['10.5.1'], iso27001: ['A.8.15'], soc2: ['CC7.2'], hipaa: ['164.316(b)(2)(i)'], nist80053: ['AU-11'] },
  ],
  [
    /(?<!logs-)retention|lifecycle|archive/,
    { pci: ['3.2.1'], iso27001: ['A.8.10'], soc2: ['C1.2'], nist80053: ['SI-12'] },
  ],
  [/rotation/, { pci: ['3.7.4'], iso27001: ['A.8.24'], soc2: ['CC6.1'], nist80053: ['SC-12'] }],
  [/code-signing|layer-/, { iso27001: ['A.8.32'], soc2: ['CC8.1'], nist80053: ['SI-7'] }],
];

/** Recommendations of the benchmark that a template decides. */
const CIS = {
  'iam-user-policy': ['1.15'],
  'iam-admin': ['1.16'],
  's3-tls-only': ['2.1.1'],
  's3-block-public': ['2.1.4'],
  'rds-encryption': ['2.3.1'],
  'rds-minor-upgrade': ['2.3.2'],
  'rds-public': ['2.3.3'],
  'kms-rotation': ['3.6'],
};

const nist = await rulesOf('nist-800-53-r5.js');
const hipaa = await rulesOf('hipaa-security.js');
const { controls } = JSON.parse(await readFile(new URL('../data/controls.json', import.meta.url), 'utf8'));
const lines = Object.entries(controls).map(([id, { peers }]) => {
  const found = Object.fromEntries(Object.keys(FRAMEWORKS).map((name) => [name, new Set()]));
  for (const [theme, ids] of THEMES)
    if (theme.test(id)) for (const [name, of] of Object.entries(ids)) for (const one of of) found[name].add(one);
  for (const rule of peers.cdknag ?? []) {
    for (const one of nist.get(rule) ?? []) found.nist80053.add(one);
    for (const one of hipaa.get(rule) ?? []) found.hipaa.add(one);
  }
  for (const one of CIS[id] ?? []) found.cis.add(one);
  for (const one of peers.fsbp ?? []) found.fsbp.add(one);
  const own = Object.entries(found).flatMap(([name, ids]) => (ids.size === 0 ? [] : [[name, [...ids]]]));
  return `${JSON.stringify(id)}:${JSON.stringify(Object.fromEntries(own))}`;
});
await writeFile(
  new URL('../data/frameworks.json', import.meta.url),
  `{"date":${JSON.stringify(date)},"frameworks":${JSON.stringify(FRAMEWORKS)},"controls":{\n${lines.join(',\n')}\n}}\n`,
);

/** Requirement ids by rule name, as a pack's words have them in brackets. */
async function rulesOf(pack) {
  const text = await readFile(join(packs, pack), 'utf8');
  const rules = new Map();
  for (const [, ids, rule] of text.matchAll(
    /info: ['"][^\n]*?\(Control IDs?: ([^\n]*?)\)\.?['"],\n[^]*?rule: \w+\.(\w+)/g,
  ))
    rules.set(rule, ids.split(/,\s*/));
  return rules;
}
