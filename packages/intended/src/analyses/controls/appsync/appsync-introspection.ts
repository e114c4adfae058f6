import type { Resource } from '#model/application';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { be, beBetween, bestOf, judgeProperty, worstOf } from '../judge-value.ts';

const TYPE = 'AWS::AppSync::GraphQLApi';
const api = (more: string): string =>
  `Resources:\n  Rides:\n    Type: ${TYPE}\n    Properties: { Name: rides, AuthenticationType: AWS_IAM${more} }\n`;

export const appsyncIntrospection: Control = defineControl({
  id: 'appsync-introspection',
  title: 'Introspection on / no depth and resolver limits',
  severity: 'low',
  cwe: 770,
  why: 'Introspection shows the whole schema to anyone who may call, and without limits one nested query can ask for work without end.',
  fix: 'Set `IntrospectionConfig` to `DISABLED`, and `QueryDepthLimit` or `ResolverCountLimit` to what the clients need.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/graphql-overview.html'],
  types: [TYPE],
  reads: [`${TYPE}.IntrospectionConfig`, `${TYPE}.QueryDepthLimit`, `${TYPE}.ResolverCountLimit`],
  judge(resource) {
    const shown = judgeProperty(
      resource,
      'IntrospectionConfig',
      be('DISABLED'),
      `\`${resource.id}\` shows its schema to every caller`,
    );
    const limits = [limit(resource, 'QueryDepthLimit'), limit(resource, 'ResolverCountLimit')];
    return worstOf([shown, ...limits.slice(0, 1).map((first) => bestOf(limits, first))]);
  },
  examples: {
    violated: api(''),
    satisfied: api(', IntrospectionConfig: DISABLED, QueryDepthLimit: 5, ResolverCountLimit: 100'),
    undetermined: `Parameters:\n  Shown: { Type: String }\n${api(', IntrospectionConfig: !Ref Shown, QueryDepthLimit: 5')}`,
  },
});

/** Zero stands for no limit. */
function limit(resource: Resource, path: string): Outcome {
  const message = `\`${resource.id}\` limits neither the depth nor the resolvers of a query`;
  return judgeProperty(resource, path, beBetween(1, 10_000), message);
}
