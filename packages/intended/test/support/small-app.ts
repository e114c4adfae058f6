import type { MatrixFact, MatrixRow, Report } from '#finding/finding';

/** Pieces of small applications for table tests: resources in CloudFormation's own shape, rows as short text. */

type Resources = Readonly<Record<string, unknown>>;

/** A statement that allows actions on a resource. */
export function allow(actions: string | readonly string[], resource: unknown, more: object = {}): object {
  return { Effect: 'Allow', Action: actions, Resource: resource, ...more };
}

export function deny(actions: string | readonly string[], resource: unknown, more: object = {}): object {
  return { ...allow(actions, resource, more), Effect: 'Deny' };
}

export function policy(...statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

export const ref = (id: string): object => ({ Ref: id });
export const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const objects = (bucket: string, key = '*'): object => ({ 'Fn::Sub': `\${${bucket}.Arn}/${key}` });

export function role(name: string, statements: readonly object[], more: object = {}): Resources {
  return {
    [name]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
        Policies: statements.length === 0 ? [] : [{ PolicyName: 'own', PolicyDocument: policy(...statements) }],
        ...more,
      },
    },
  };
}

/** A function with inline JavaScript, run with a role of the template. */
export function fn(
  name: string,
  code: string,
  roleName: string,
  env: Readonly<Record<string, unknown>> = {},
): Resources {
  return {
    [name]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: arn(roleName),
        Code: { ZipFile: code },
        Environment: { Variables: env },
      },
    },
  };
}

/** A table whose key is an e-mail address: personal data without any further word. */
export function table(name: string, more: object = {}): Resources {
  return {
    [name]: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'email', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'email', AttributeType: 'S' }],
        ...more,
      },
    },
  };
}

export function template(...parts: readonly Resources[]): string {
  return JSON.stringify({ Parameters: { Unknown: { Type: 'String' } }, Resources: Object.assign({}, ...parts) });
}

export function sam(...parts: readonly Resources[]): string {
  return JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: Object.assign({}, ...parts) });
}

export function row(report: Report, service: string): MatrixRow {
  const found = report.matrix.find((one) => one.service === service);
  if (found === undefined) throw new Error(`no row ${service} among ${report.matrix.map((one) => one.service).join()}`);
  return found;
}

/** `read! Table yes pii`: capability (`!` for all at once), store, certainty, class, and the scope where there is one. */
export function word(fact: MatrixFact): string {
  const scope = fact.scope === undefined ? '' : ` beyond ${fact.scope}`;
  return `${fact.capability}${fact.bulk ? '!' : ''} ${fact.store} ${fact.certainty} ${fact.data}${scope}`;
}

export function excess(report: Report, service: string): readonly string[] {
  return row(report, service).excess.map(word).toSorted();
}

export function leaks(report: Report, service: string): readonly string[] {
  return row(report, service)
    .leak.map((fact) => fact.data)
    .toSorted();
}

/** Controls with the findings' service: `reach-leak WorkLogGroup`. */
export function findings(report: Report, service: string): readonly string[] {
  return report.findings
    .filter((finding) => finding.resource === service)
    .map((finding) => `${finding.control} ${finding.outcome}`)
    .toSorted();
}
