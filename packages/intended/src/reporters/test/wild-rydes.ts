import type { Finding, Hop, MatrixFact, MatrixRow, Report, ReportFlow, StepStatus } from '#finding/finding';
import { fingerprint } from '#finding/fingerprint';
import type { ReachFacts, ReachKind } from '#finding/reach-facts';
import { describeReach } from '#finding/reach-words';
import { severityOfStars } from '#finding/severity';
import type { Place } from '#source/place';

/** The first talk's app as a finished report: functions, tables, pool, bucket, logs, excess, leak, doubt and diagnostics. */

const template = (line: number, column: number, length = 12): Place => ({
  file: 'template.yaml',
  line,
  column,
  endLine: line,
  endColumn: column + length,
});
const code = (line: number, column: number): Place => ({
  file: 'src/request-unicorn/index.js',
  line,
  column,
  endLine: line,
  endColumn: column + 20,
});

const TITLES: Readonly<Record<string, string>> = {
  credentials: 'Passwords and tokens',
  pii: 'Rider identity and location',
  creatures: 'Mythical Creature II',
  schedules: 'Ride times',
  content: 'Web site content',
};

function fact(data: string, capability: string, store: string, stars: number, path: readonly Hop[]): MatrixFact {
  const actions = path.map((hop) => hop.how).filter((how) => how.includes(':'));
  return { data, capability, store, certainty: 'yes', bulk: actions.includes('dynamodb:Scan'), actions, stars, path };
}

function row(fields: Partial<MatrixRow> & Pick<MatrixRow, 'service' | 'kind' | 'type' | 'stars'>): MatrixRow {
  return {
    resources: [fields.service],
    intended: [],
    wired: fields.intended ?? [],
    potential: fields.intended ?? [],
    capability: fields.intended ?? [],
    excess: [],
    leak: [],
    drift: [],
    missing: [],
    starsMax: fields.stars,
    why: '',
    complete: true,
    ...fields,
  };
}

const rideApi: Hop = { from: 'anyone', to: 'RidesApi', how: 'POST /ride, open self sign-up', at: template(21, 9) };
const invoke: Hop = { from: 'RidesApi', to: 'RequestUnicorn', how: 'route integration', at: template(25, 11) };
const scan: Hop = { from: 'RequestUnicorn', to: 'RidesTable', how: 'dynamodb:Scan', at: template(80, 17, 13) };
const log: Hop = {
  from: 'RequestUnicorn',
  to: 'RequestUnicorn logs',
  how: 'console.log of the whole event',
  at: code(14, 3),
};
const putCode: Hop = { from: 'ConfigWriter', to: 'WebsiteBucket', how: 's3:PutObject', at: template(132, 17, 12) };
const runCode: Hop = {
  from: 'WebsiteBucket',
  to: 'Browser',
  how: 'JavaScript that the browser runs',
  at: template(96, 3),
};
const deletePool: Hop = {
  from: 'ConfigWriter',
  to: 'UserPool',
  how: 'cognito-idp:DeleteUserPool',
  at: template(128, 17, 27),
};

const matrix: readonly MatrixRow[] = [
  row({
    service: 'RequestUnicorn',
    kind: 'function',
    type: 'AWS::Serverless::Function',
    stars: 4,
    intended: ['credentials', 'pii', 'creatures', 'schedules'],
    excess: ['pii', 'creatures', 'schedules'].map((data) =>
      fact(data, 'read', 'RidesTable', 4, [rideApi, invoke, scan]),
    ),
    why: 'PII 3 + public 0 + unused grant 1 = 4',
  }),
  row({
    service: 'RequestUnicorn logs',
    kind: 'store',
    type: 'log-group',
    stars: 4,
    intended: [],
    wired: ['credentials', 'pii'],
    potential: ['credentials', 'pii', 'creatures'],
    leak: ['credentials', 'pii'].map((data) => fact(data, 'write', 'RequestUnicorn logs', 4, [rideApi, invoke, log])),
    why: 'Credentials 4 + operators only -2 + leak 2 = 4',
  }),
  row({
    service: 'WebsiteBucket',
    kind: 'store',
    type: 'AWS::S3::Bucket',
    stars: 3,
    starsMax: 4,
    intended: ['content'],
    potential: ['content', 'credentials', 'pii', 'creatures'],
    excess: ['credentials', 'pii', 'creatures'].map((data) => ({
      ...fact(data, 'write', 'WebsiteBucket', 3, [putCode, runCode]),
      certainty: 'maybe' as const,
    })),
    why: 'Credentials 4 + deploy time -3 + control 2 = 3',
    complete: false,
  }),
  row({
    service: 'ConfigWriter',
    kind: 'function',
    type: 'AWS::Lambda::Function',
    stars: 2,
    intended: ['content'],
    potential: ['content', 'credentials', 'pii'],
    excess: [
      fact('credentials', 'delete', 'UserPool', 2, [deletePool]),
      fact('pii', 'delete', 'UserPool', 2, [deletePool]),
      fact('credentials', 'write', 'WebsiteBucket', 2, [putCode, runCode]),
    ],
    missing: [
      fact('content', 'read', 'WebsiteBucket', 1, [
        { from: 'ConfigWriter', to: 'WebsiteBucket', how: 's3:GetObject', at: code(41, 9) },
      ]),
    ],
    why: 'Credentials 4 + deploy time -3 + unused grant 1 = 2',
  }),
  row({
    service: 'RidesApi',
    kind: 'api',
    type: 'AWS::Serverless::Api',
    stars: 3,
    intended: ['credentials', 'pii', 'creatures', 'schedules'],
    why: 'Credentials 4 + public 0 - intended 1 = 3',
  }),
  row({
    service: 'UserPool',
    kind: 'store',
    type: 'AWS::Cognito::UserPool',
    stars: 3,
    intended: ['credentials', 'pii'],
    why: 'Credentials 4 + public 0 - intended 1 = 3',
  }),
  row({
    service: 'RidesTable',
    kind: 'store',
    type: 'AWS::DynamoDB::Table',
    stars: 3,
    intended: ['pii', 'creatures', 'schedules'],
    potential: ['pii', 'creatures', 'schedules', 'credentials'],
    excess: [
      fact('credentials', 'write', 'RidesTable', 3, [
        rideApi,
        invoke,
        { from: 'RequestUnicorn', to: 'RidesTable', how: 'dynamodb:PutItem', at: template(78, 17, 16) },
      ]),
    ],
    drift: [fact('schedules', 'delete', 'RidesTable', 0, [])],
    why: 'PII 3 + public 0 = 3',
  }),
  row({
    service: 'Browser',
    kind: 'browser',
    type: 'browser',
    stars: 3,
    intended: ['content', 'credentials', 'pii', 'creatures', 'schedules'],
    resources: [],
    why: 'Credentials 4 + public 0 - intended 1 = 3',
  }),
];

const flows: readonly ReportFlow[] = [
  flow('anyone', 'Browser', 'intended', ['content'], 'opens the site', undefined),
  flow('WebsiteBucket', 'Browser', 'intended', ['content'], 'static website', template(96, 3)),
  flow('Browser', 'UserPool', 'intended', ['credentials', 'pii'], 'sign-in', template(60, 3)),
  flow('Browser', 'RidesApi', 'intended', ['credentials', 'pii', 'schedules'], 'POST /ride', template(21, 9)),
  flow(
    'RidesApi',
    'RequestUnicorn',
    'intended',
    ['credentials', 'pii', 'schedules'],
    'route integration',
    template(25, 11),
  ),
  flow('RequestUnicorn', 'RidesTable', 'intended', ['pii', 'creatures', 'schedules'], 'dynamodb:PutItem', code(52, 10)),
  flow('RequestUnicorn', 'RequestUnicorn logs', 'wired', ['credentials', 'pii'], 'console.log', code(14, 3)),
  flow('ConfigWriter', 'WebsiteBucket', 'intended', ['content'], 's3:PutObject', template(132, 17)),
];

function flow(
  from: string,
  to: string,
  kind: ReportFlow['kind'],
  data: readonly string[],
  how: string,
  at: Place | undefined,
): ReportFlow {
  return { from, to, kind, data, how, at };
}

function reachFinding(kind: ReachKind, stars: number, facts: ReachFacts, extra: Partial<Finding> = {}): Finding {
  const location = facts.path.findLast((hop) => hop.at !== undefined)?.at ?? template(1, 1);
  return {
    fingerprint: fingerprint(kind, facts.service, facts.store),
    control: kind,
    severity: severityOfStars(stars),
    confidence: facts.certainty === 'yes' ? 'high' : 'medium',
    outcome: facts.certainty === 'yes' ? 'violated' : 'undetermined',
    stars,
    starsMax: stars,
    data: facts.data.map((one) => one.id),
    resource: facts.service,
    location,
    related: facts.path.flatMap((hop) =>
      hop.at === undefined ? [] : [{ location: hop.at, message: `${hop.from} → ${hop.to}: ${hop.how}` }],
    ),
    step: 3,
    wip: 'provided',
    owasp2017: 'A5',
    cwe: 250,
    frameworks: [],
    accepted: undefined,
    ...describeReach(kind, facts),
    ...extra,
  };
}

const classes = (...ids: readonly string[]): ReachFacts['data'] => ids.map((id) => ({ id, title: TITLES[id] ?? id }));

const findings: readonly Finding[] = [
  reachFinding('reach-excess', 4, {
    service: 'RequestUnicorn',
    store: 'RidesTable',
    data: classes('pii', 'creatures', 'schedules'),
    capability: 'read',
    bulk: true,
    actions: ['dynamodb:Scan'],
    path: [rideApi, invoke, scan],
    used: 'no',
    certainty: 'yes',
    exposure: 'anyone',
  }),
  reachFinding(
    'reach-leak',
    4,
    {
      service: 'RequestUnicorn logs',
      store: 'RequestUnicorn logs',
      data: classes('credentials', 'pii'),
      capability: 'write',
      bulk: false,
      actions: [],
      path: [rideApi, invoke, log],
      used: 'code',
      certainty: 'yes',
    },
    { owasp2017: 'A3', cwe: 532, wip: 'write' },
  ),
  reachFinding(
    'reach-excess',
    3,
    {
      service: 'WebsiteBucket',
      store: 'Browser',
      data: classes('credentials', 'pii', 'creatures'),
      capability: 'write',
      bulk: false,
      actions: ['s3:PutObject'],
      path: [putCode, runCode],
      used: 'unknown',
      certainty: 'maybe',
      exposure: 'deploy-time',
      because: ['parameter `CodeBucket` has no default, so the code of `ConfigWriter` was not read'],
    },
    { starsMax: 4 },
  ),
  {
    ...reachFinding('reach-missing', 1, {
      service: 'ConfigWriter',
      store: 'WebsiteBucket',
      data: classes('content'),
      capability: 'read',
      bulk: false,
      actions: ['s3:GetObject'],
      path: [{ from: 'ConfigWriter', to: 'WebsiteBucket', how: 's3:GetObject', at: code(41, 9) }],
      used: 'code',
      certainty: 'yes',
    }),
  },
  reachFinding(
    'reach-drift',
    0,
    {
      service: 'RidesTable',
      store: 'RidesTable',
      data: classes('schedules'),
      capability: 'delete',
      bulk: false,
      actions: [],
      path: [],
      used: 'no',
      certainty: 'yes',
    },
    { location: { file: 'intended.yaml', line: 12, column: 7, endLine: 12, endColumn: 40 } },
  ),
  {
    ...reachFinding('reach-excess', 3, {
      service: 'UserPool',
      store: 'UserPool',
      data: classes('credentials'),
      capability: 'admin',
      bulk: false,
      actions: ['cognito-idp:UpdateUserPool'],
      path: [deletePool],
      used: 'unknown',
      certainty: 'yes',
    }),
    accepted: { by: 'intent', because: 'only the deployment pipeline runs it' },
  },
];

const STEPS: readonly (readonly [string, StepStatus['status'], string])[] = [
  ['Modern definition', 'attention', 'potential is wider than intended in 5 of 8 services'],
  ['What data is in the app', 'attention', '5 classes proposed; no person has accepted them yet'],
  ['What is its value', 'attention', 'values 0 to 4 proposed'],
  ['Which services access it', 'attention', '8 services judged, 1 incomplete'],
  ['Compliance eligibility', 'unknown', 'no program is required by the data'],
  ['Configure each service', 'not-measured', 'this version does not look at configuration yet'],
  ['Test configurations', 'not-measured', 'run `intended test`'],
  ['Better code', 'not-measured', 'this version does not look at injection yet'],
  ['Reduce and verify dependencies', 'as-intended', 'no dependency is loaded by a handler'],
  ['Tests for the code', 'not-measured', 'this version does not look for tests yet'],
  ['Security-test and profile', 'not-measured', 'run `intended probe`'],
  ['Monitor the flow of information', 'not-measured', 'run `intended watch`'],
];

export const wildRydes: Report = {
  schemaVersion: 1,
  tool: { name: 'intended', version: '0.1.0' },
  app: {
    name: 'wild-rydes',
    root: '/apps/wild-rydes',
    dialects: ['sam'],
    templates: ['template.yaml'],
  },
  intent: { origin: 'proposed', file: undefined },
  complete: false,
  diagnostics: [
    {
      severity: 'warning',
      place: template(118, 7),
      message:
        'the code of `ConfigWriter` is in a bucket that parameter `CodeBucket` names; give it with `--parameters CodeBucket=…`',
    },
    {
      severity: 'error',
      place: { file: 'admin.yaml', line: 4, column: 3, endLine: 4, endColumn: 4 },
      message: 'not YAML: a key stands twice (`Resources`); remove one',
    },
  ],
  data: Object.entries(TITLES).map(([id, title], index) => ({
    id,
    title,
    value: [4, 3, 2, 1, 0][index] ?? 0,
    class: ['credential', 'personal', 'business', 'business', 'content'][index] ?? 'business',
    requires: id === 'pii' ? ['GDPR'] : [],
    evidence: [{ what: `field of \`RidesTable\``, strength: 'strong', file: 'src/request-unicorn/index.js', line: 52 }],
  })),
  matrix,
  flows,
  eligibility: [
    {
      service: 'cognito-idp',
      program: 'PCI',
      neededBy: 'potential',
      data: ['credentials'],
      verdict: 'eligible',
      asOf: '2026-10-01',
      evidence: 'services in scope, PCI',
    },
  ],
  steps: STEPS.map(([title, status, summary], step) => ({
    step,
    title,
    status,
    findings: findings.filter((finding) => finding.step === step).length,
    summary,
  })),
  findings,
  timings: { read: 12, reach: 31, total: 57 },
};

/** Names, titles and messages of somebody who wishes harm: markup, quotes, commands of terminals and of runners. */
export const hostile: Report = {
  ...wildRydes,
  app: { ...wildRydes.app, name: '</script><script>alert(1)</script>' },
  data: [
    {
      id: 'x"onmouseover="alert(1)',
      title: '<img src=x onerror=alert(1)>',
      value: 4,
      class: 'personal',
      requires: [],
      evidence: [],
    },
  ],
  matrix: [
    row({
      service: '<b>&\'"`|\u001b[31m\u2028]]>',
      kind: 'function',
      type: 'AWS::Lambda::Function',
      stars: 4,
      intended: ['x"onmouseover="alert(1)'],
      excess: [
        fact('x"onmouseover="alert(1)', 'read', '--><svg onload=alert(1)>', 4, [
          {
            from: '<b>&\'"`|\u001b[31m\u2028]]>',
            to: '--><svg onload=alert(1)>',
            how: '</style><script>',
            at: undefined,
          },
        ]),
      ],
    }),
  ],
  flows: [],
  findings: [
    {
      ...reachFinding('reach-excess', 4, {
        service: '<b>&\'"`|\u001b[31m\u2028]]>',
        store: '--><svg onload=alert(1)>',
        data: [{ id: 'x', title: '<img src=x onerror=alert(1)>' }],
        capability: 'read',
        bulk: false,
        actions: [],
        path: [],
        used: 'no',
        certainty: 'yes',
      }),
      message: 'line one\n::error::line two, 100%\r\n| a | b |',
      location: { file: 'a,b:c%\n.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 },
    },
  ],
};
