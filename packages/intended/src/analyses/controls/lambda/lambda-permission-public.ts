import { literal, valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';
import { isDeclaredPublic } from '../intent-of.ts';
import { limitOf } from '../function-permissions.ts';

const permission = (principal: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::Lambda::Permission\n    Properties: { FunctionName: rides, Action: 'lambda:InvokeFunction', Principal: ${principal} }\n`;

export const lambdaPermissionPublic: Control = defineControl({
  id: 'lambda-permission-public',
  title: 'Resource policy lets anyone invoke the function',
  severity: 'critical',
  cwe: 284,
  why: 'Every account of the world may invoke the function directly, past whatever checks callers before it.',
  fix: 'Name the service or account in `Principal`, and the one source in `SourceArn`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
  types: ['AWS::Lambda::Permission'],
  reads: ['AWS::Lambda::Permission.Principal'],
  judge(permit, context) {
    const { id, properties } = permit;
    const fn = context.find(valueAt(properties, 'FunctionName'));
    if (fn !== undefined && isDeclaredPublic(context, fn.id, 'URL')) return notApplicable;
    if (isOfPublicUrl(permit, fn, context)) return notApplicable;
    return judgeAt(properties, 'Principal', (leaf): Outcome => {
      if (leaf === undefined) return notApplicable;
      const principal = literal(leaf);
      if (principal === undefined) return leaf.kind === 'text' && leaf.parts.length > 1 ? satisfied : open(leaf);
      if (principal !== '*') return satisfied;
      return limitOf(properties) === 'none'
        ? violated(leaf.at, `\`${id}\` lets anyone invoke the function`)
        : satisfied;
    });
  },
  examples: {
    violated: permission("'*'"),
    satisfied: permission("'123456789012'"),
    undetermined: permission('!Ref Caller', 'Parameters:\n  Caller: { Type: String }\n'),
  },
});

function open(leaf: Parameters<typeof openOf>[0]): Outcome {
  const isReference = leaf.kind === 'text' && typeof leaf.parts[0] === 'object' && leaf.parts[0].kind !== 'hole';
  return isReference ? satisfied : undetermined(openOf(leaf));
}

/** What a function URL for all needs: it is the URL that is at fault then. */
function isOfPublicUrl({ origin, properties }: Resource, fn: Resource | undefined, context: Context): boolean {
  const viaUrl =
    literal(valueAt(properties, 'FunctionUrlAuthType')) === 'NONE' ||
    literal(valueAt(properties, 'InvokedViaFunctionUrl')) === 'true';
  if (!viaUrl) return false;
  if (origin !== 'written') return true;
  return context
    .ofType('AWS::Lambda::Url')
    .some(
      (url) =>
        fn !== undefined &&
        context.find(valueAt(url.properties, 'TargetFunctionArn')) === fn &&
        literal(valueAt(url.properties, 'AuthType')) === 'NONE',
    );
}
