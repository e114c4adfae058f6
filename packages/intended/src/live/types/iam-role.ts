import { AwsFault } from '../aws.ts';
import type { Aws } from '../aws.ts';
import type { TypeReader } from '../describe.ts';
import type { Json, JsonObject } from '../json.ts';
import { compact, listAt, parseJson, textAt } from '../json.ts';
import type { Xml } from '../xml.ts';
import { elements, textOf } from '../xml.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const iamRole: TypeReader = {
  type: 'AWS::IAM::Role',
  gone: ['NoSuchEntity'],
  parts: [
    {
      covers: ['AssumeRolePolicyDocument', 'PermissionsBoundary', 'MaxSessionDuration', 'Path'],
      action: 'iam:GetRole',
      async read(aws, { physicalId }) {
        const xml = await ask(aws, 'GetRole', { RoleName: physicalId });
        const text = (...path: readonly string[]): string | undefined =>
          textOf(xml, 'GetRoleResponse', 'GetRoleResult', 'Role', ...path);
        const longest = text('MaxSessionDuration');
        return compact({
          Arn: text('Arn'),
          AssumeRolePolicyDocument: documentIn(text('AssumeRolePolicyDocument')),
          PermissionsBoundary: text('PermissionsBoundary', 'PermissionsBoundaryArn'),
          MaxSessionDuration: longest === undefined ? undefined : Number(longest),
          Path: text('Path'),
        });
      },
    },
    {
      covers: ['Policies'],
      action: 'iam:ListRolePolicies',
      async read(aws, { physicalId }) {
        const pages = await askAll(aws, 'ListRolePolicies', { RoleName: physicalId });
        const way = ['ListRolePoliciesResponse', 'ListRolePoliciesResult', 'PolicyNames', 'member'];
        const names = pages.flatMap((page) => elements(page, ...way).map(({ text }) => text.trim()));
        const policies: JsonObject[] = [];
        for (const name of names) policies.push(await inlinePolicy(aws, physicalId, name));
        return { Policies: policies };
      },
    },
    {
      covers: ['ManagedPolicyArns'],
      action: 'iam:ListAttachedRolePolicies',
      async read(aws, { physicalId }) {
        const pages = await askAll(aws, 'ListAttachedRolePolicies', { RoleName: physicalId });
        const way = [
          'ListAttachedRolePoliciesResponse',
          'ListAttachedRolePoliciesResult',
          'AttachedPolicies',
          'member',
        ];
        return {
          ManagedPolicyArns: pages.flatMap((page) =>
            elements(page, ...way).flatMap((one) => textOf(one, 'PolicyArn') ?? []),
          ),
        };
      },
    },
  ],
};

export const iamPolicy: TypeReader = {
  type: 'AWS::IAM::Policy',
  gone: ['NoSuchEntity'],
  parts: [
    {
      covers: ['PolicyDocument'],
      action: 'iam:GetRolePolicy',
      async read(aws, { expected }) {
        const role = listAt(expected, 'Roles').find((one) => typeof one === 'string');
        const name = textAt(expected, 'PolicyName');
        if (typeof role !== 'string' || name === undefined)
          throw new AwsFault('nothing', 0, 'the template does not say whose it is');
        const { PolicyDocument: document } = await inlinePolicy(aws, role, name);
        return compact({ PolicyDocument: document });
      },
    },
  ],
};

async function inlinePolicy(aws: Aws, role: string, name: string): Promise<JsonObject> {
  const xml = await ask(aws, 'GetRolePolicy', { RoleName: role, PolicyName: name });
  const text = textOf(xml, 'GetRolePolicyResponse', 'GetRolePolicyResult', 'PolicyDocument');
  return compact({ PolicyName: name, PolicyDocument: documentIn(text) });
}

function ask(aws: Aws, action: string, parameters: Readonly<Record<string, string>>): Promise<Xml> {
  return aws.query('iam', '2010-05-08', action, parameters);
}

const MOST_PAGES = 20;

async function askAll(aws: Aws, action: string, parameters: Readonly<Record<string, string>>): Promise<readonly Xml[]> {
  const pages: Xml[] = [];
  let marker: string | undefined;
  do {
    const page = await ask(aws, action, marker === undefined ? parameters : { ...parameters, Marker: marker });
    pages.push(page);
    marker = textOf(page, `${action}Response`, `${action}Result`, 'Marker');
  } while (marker !== undefined && pages.length < MOST_PAGES);
  return pages;
}

/** Policies stand percent-encoded in the answers. */
function documentIn(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  return parseJson(text) ?? parseJson(text.includes('%') ? decoded(text) : text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
