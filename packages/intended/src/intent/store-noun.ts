import { wordsOf } from './words.ts';

/** Words that say what a store is, where it stands or what role it plays, not what is in it. */
const SAY_NOTHING: ReadonlySet<string> = new Set(
  `translate dynamo dynamodb aurora postgres postgresql mysql kinesis firehose kafka msk dsql qldb efs bedrock rekognition comprehend athena kendra
  timestream iot opensearch elasticsearch rabbitmq activemq documentdb memorydb table tbl bucket bckt store storage db database ddb queue sqs fifo topic sns s3 stream streams kds kdf delivery bus eb
  event events cache redis index domain cluster rds data base datastore archive repository collection item items object
  objects file files filesystem system broker mq server service services endpoint url arn name id ids identifier ref dns
  parameter param value resource instance function lambda handler state machine states sfn workflow pipe rule schedule
  api apigw gateway http rest websocket ws app application aws sam cdk cfn stack serverless infra
  dlq dl dlt dead letter failure failures fail failed retry redrive mailboxes mailbox subscription subscriber
  default demo example sample samples test tests testing dev prod production staging stage simple basic hello world
  new old existing original custom local global main my our your the a an this that and or not but any
  anything all no none for to from of on in out with by at as per cross region account
  first second third one two three primary secondary standard express zone
  source src target destination dest input output ingress egress inbound outbound incoming outgoing origin replica
  producer consumer producers consumers sender receiver publisher worker workers
  processing processed processor process buffer buffering filter public private internal external shared common raw temp tmp
  message messages payload payloads result results response request info thing things stuff foo bar baz`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Names of products of which a part would read as a noun (`activemq`, `CloudWatch`), in the spellings that ids use. */
const PRODUCTS = new RegExp(
  [
    'Active-?MQ',
    'Rabbit-?MQ',
    'Amazon-?MQ',
    'Serverless-?MSK',
    'MSK',
    'Kafka',
    '(Amazon|My|)-?Dynamo-?D[Bb]',
    'Document-?DB(?=Cluster|Instance)',
    'Memory-?DB',
    'Doc-?DB',
    'My-?SQL',
    'Postgre(s|SQL|Sql)*',
    'Aurora',
    'DSQL',
    'Qldb|QLDB',
    'Open-?Search',
    'Elastic-?Search',
    'Elasti-?Cache',
    'Kinesis',
    'Fire-?hose',
    'Event-?Bridge',
    'Cloud-?Watch',
    'Cloud-?Trail',
    'Step-?Functions?',
    'App-?Sync',
    'IoT|IOT|Iot',
    'Kendra',
    'Timestream',
    'Efs|EFS',
    'Bedrock',
    'Comprehend',
    'Rekognition',
    'Athena',
    'Translate(?![a-z])',
  ].join('|'),
  'g',
);

/** What a store is about, as a class id: `RidesTable` is `rides`, `order-events-queue` is `order`; undefined where its name says nothing. */
export function nounOfStore(id: string): string | undefined {
  if (/[<>{}[\]]/.test(id)) return undefined;
  const words = wordsOf(plainName(id)).filter(
    (word) => word.length > 1 && !SAY_NOTHING.has(word) && !word.startsWith('your') && !/^[0-9a-f]{6,}$/.test(word),
  );
  return words.length === 0 ? undefined : words.slice(0, 3).join('-');
}

function plainName(id: string): string {
  const host = hostLabel(id);
  if (host !== undefined) return host;
  // `Stack/Nested.Table` is called after its own name, `Nested.Table.Ref` too.
  const own = id
    .split(/[./:]/)
    .filter((part) => part !== '' && !/^(Ref|Arn|Id|Outputs)$/.test(part))
    .at(-1);
  return dashesOf(own ?? id)
    .replace(PRODUCTS, ' ')
    .replaceAll(/IDs?(?![a-z])/g, 'Id');
}

/** `api.stripe.com` is called after the company, not after the country. */
function hostLabel(id: string): string | undefined {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|io|dev|app|co|ai|cloud|gov|edu|eu|uk|de|us|tv|me)$/.test(id))
    return undefined;
  return id.split('.').at(-2);
}

/**
 * Undoes how the Serverless Framework writes names into ids: `OrdersDasheventsEventBus` is `orders-events`.
 * Source: https://www.serverless.com/framework/docs/providers/aws/guide/resources
 */
function dashesOf(id: string): string {
  return id.replaceAll(/(?<=[a-z0-9])(Dash(?!board)|Underscore)(?=[a-z0-9])/g, '-');
}

/** `order-lines` → `Order lines`. */
export function titleOf(classId: string): string {
  const text = classId.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
