import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { sourceKind } from '../event-sources.ts';
import { IS_TEST } from '../function-examples.ts';
import { judgeAt } from '../judge-value.ts';

const mapping = (access: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: rides
      Topics: [rides]
      SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['kafka.rides.example:9092'] } }
      SourceAccessConfigurations: ${access}
`;
const LOGIN = "{ Type: SASL_SCRAM_512_AUTH, URI: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:kafka' }";

export const lambdaEsmKafkaAuth: Control = defineControl({
  id: 'lambda-esm-kafka-auth',
  title: 'Kafka/MQ event source without authentication settings',
  severity: 'medium',
  cwe: 306,
  why: 'The function takes messages from a broker that lets anyone in its network write them.',
  fix: 'Ask for a login or a client certificate on the broker, and name its secret in `SourceAccessConfigurations`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/kafka-cluster-auth.html'],
  types: ['AWS::Lambda::EventSourceMapping'],
  reads: ['AWS::Lambda::EventSourceMapping.SourceAccessConfigurations'],
  judge(resource, context) {
    const kind = sourceKind(resource, context);
    // Clusters of the provider's own Kafka authenticate with the function's role.
    const asks = kind === 'broker' || valueAt(resource.properties, 'SelfManagedEventSource') !== undefined;
    if (!asks) return notApplicable;
    return judgeAt(resource.properties, 'SourceAccessConfigurations', (leaf): Outcome => {
      const types = itemsOf(leaf).map((item) => valueAt(item, 'Type'));
      if (types.some((type) => /AUTH/.test(literal(type) ?? ''))) return satisfied;
      const open = [...types, ...itemsOf(leaf)].find((type) => type?.kind === 'deferred');
      if (open?.kind === 'deferred') return undetermined(open);
      return violated(leaf?.at ?? resource.typeAt, `\`${resource.id}\` reads from a broker without a login`);
    });
  },
  examples: {
    violated: mapping("[{ Type: VPC_SUBNET, URI: 'subnet:subnet-1' }]"),
    satisfied: mapping(`[${LOGIN}]`),
    undetermined: mapping(`!If [IsTest, !Ref 'AWS::NoValue', [${LOGIN}]]`, IS_TEST),
  },
});
