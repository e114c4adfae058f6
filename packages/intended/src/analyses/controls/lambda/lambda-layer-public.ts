import { literal, valueAt } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';

const permission = (principal: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::Lambda::LayerVersionPermission\n    Properties: { LayerVersionArn: 'arn:aws:lambda:eu-central-1:123456789012:layer:rides:1', Action: 'lambda:GetLayerVersion', Principal: ${principal} }\n`;

export const lambdaLayerPublic: Control = defineControl({
  id: 'lambda-layer-public',
  title: 'Layer shared with everyone',
  severity: 'high',
  cwe: 732,
  why: 'Anyone may download the layer, with the code and whatever else is in it.',
  fix: 'Name the account in `Principal`, or keep `*` with the `OrganizationId` of yours.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html'],
  types: ['AWS::Lambda::LayerVersionPermission'],
  reads: ['AWS::Lambda::LayerVersionPermission.Principal', 'AWS::Lambda::LayerVersionPermission.OrganizationId'],
  judge: ({ id, properties }) =>
    judgeAt(properties, 'Principal', (leaf): Outcome => {
      const principal = leaf === undefined ? undefined : literal(leaf);
      if (leaf === undefined || valueAt(properties, 'OrganizationId') !== undefined) return satisfied;
      if (principal !== undefined)
        return principal === '*' ? violated(leaf.at, `\`${id}\` shares a layer with everyone`) : satisfied;
      const isOwn =
        leaf.kind === 'text' && leaf.parts.every((part) => typeof part === 'object' && part.kind === 'pseudo');
      return isOwn ? satisfied : undetermined(openOf(leaf));
    }),
  examples: {
    violated: permission("'*'"),
    satisfied: permission("'210987654321'"),
    undetermined: permission('!Ref Given', 'Parameters:\n  Given: { Type: String }\n'),
  },
});
