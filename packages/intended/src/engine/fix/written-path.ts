import type { Remedy } from '#analyses/controls/define-control';

/**
 * Properties of SAM types that are written otherwise than in what they expand to, or just the same.
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
 */
const SAM: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::Serverless::Function': {
    'TracingConfig.Mode': 'Tracing',
    ReservedConcurrentExecutions: 'ReservedConcurrentExecutions',
    KmsKeyArn: 'KmsKeyArn',
    Timeout: 'Timeout',
    MemorySize: 'MemorySize',
    LoggingConfig: 'LoggingConfig',
    EphemeralStorage: 'EphemeralStorage',
    Runtime: 'Runtime',
    AuthType: 'FunctionUrlConfig.AuthType',
  },
  'AWS::Serverless::SimpleTable': {
    SSESpecification: 'SSESpecification',
    PointInTimeRecoverySpecification: 'PointInTimeRecoverySpecification',
  },
  'AWS::Serverless::Api': {
    TracingEnabled: 'TracingEnabled',
    CacheClusterEnabled: 'CacheClusterEnabled',
    AccessLogSetting: 'AccessLogSetting',
    MinimumCompressionSize: 'MinimumCompressionSize',
    DisableExecuteApiEndpoint: 'DisableExecuteApiEndpoint',
  },
  'AWS::Serverless::HttpApi': {
    AccessLogSettings: 'AccessLogSettings',
    DefaultRouteSettings: 'DefaultRouteSettings',
    DisableExecuteApiEndpoint: 'DisableExecuteApiEndpoint',
  },
  'AWS::Serverless::StateMachine': {
    LoggingConfiguration: 'Logging',
    'TracingConfiguration.Enabled': 'Tracing.Enabled',
  },
};

/** Where a person writes what a remedy sets, below the resource; undefined where the short form has no such place. */
export function writtenPath(type: string, { path, attribute }: Remedy['set'][number]): readonly string[] | undefined {
  if (attribute === true) return [path];
  const table = SAM[type];
  if (table === undefined) return type.startsWith('AWS::Serverless::') ? undefined : ['Properties', ...path.split('.')];
  const own = Object.entries(table).find(([from]) => path === from || path.startsWith(`${from}.`));
  return own === undefined ? undefined : ['Properties', ...(own[1] + path.slice(own[0].length)).split('.')];
}
