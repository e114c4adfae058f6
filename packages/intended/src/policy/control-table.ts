/**
 * Ways to make a compute run with a role that is passed to it: the actions, any one of which makes it run, and the
 * service that must be trusted by the role. Judged from the actions that take a role or credentials parameter.
 * Source: "Granting a user permissions to pass a role to an AWS service", and each service's API reference, read 2026-11.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export interface PassedWay {
  readonly how: string;
  readonly service: string;
  /** Any one of them takes the role. */
  readonly actions: readonly string[];
  /** One of these must also be held to make it run; empty where it runs by itself. */
  readonly runs: readonly string[];
}

const INVOKES = [
  'lambda:InvokeFunction',
  'lambda:CreateEventSourceMapping',
  'lambda:AddPermission',
  'lambda:CreateFunctionUrlConfig',
  'events:PutTargets',
];

export const PASSED_WAYS: readonly PassedWay[] = [
  {
    how: 'create a function that runs with it',
    service: 'lambda.amazonaws.com',
    actions: ['lambda:CreateFunction'],
    runs: INVOKES,
  },
  {
    how: 'give it to a function',
    service: 'lambda.amazonaws.com',
    actions: ['lambda:UpdateFunctionConfiguration'],
    runs: ['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration'],
  },
  {
    how: 'deploy a stack with it',
    service: 'cloudformation.amazonaws.com',
    actions: [
      'cloudformation:CreateStack',
      'cloudformation:UpdateStack',
      'cloudformation:CreateChangeSet',
      'cloudformation:CreateStackSet',
    ],
    runs: [],
  },
  {
    how: 'run a Glue job with it',
    service: 'glue.amazonaws.com',
    actions: ['glue:CreateJob', 'glue:UpdateJob', 'glue:CreateDevEndpoint', 'glue:CreateSession', 'glue:CreateCrawler'],
    runs: [],
  },
  {
    how: 'run a build with it',
    service: 'codebuild.amazonaws.com',
    actions: ['codebuild:CreateProject', 'codebuild:UpdateProject', 'codebuild:StartBuild'],
    runs: [],
  },
  {
    how: 'run a pipeline with it',
    service: 'codepipeline.amazonaws.com',
    actions: ['codepipeline:CreatePipeline', 'codepipeline:UpdatePipeline'],
    runs: [],
  },
  {
    how: 'run a SageMaker job or notebook with it',
    service: 'sagemaker.amazonaws.com',
    actions: ['sagemaker:CreateNotebookInstance', 'sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob'],
    runs: [],
  },
  {
    how: 'run a data pipeline with it',
    service: 'datapipeline.amazonaws.com',
    actions: ['datapipeline:CreatePipeline'],
    runs: ['datapipeline:PutPipelineDefinition'],
  },
  { how: 'start an instance with it', service: 'ec2.amazonaws.com', actions: ['ec2:RunInstances'], runs: [] },
  {
    how: 'run a container task with it',
    service: 'ecs-tasks.amazonaws.com',
    actions: ['ecs:RegisterTaskDefinition', 'ecs:RunTask', 'ecs:StartTask'],
    runs: ['ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService', 'ecs:UpdateService'],
  },
  {
    how: 'create a state machine that runs with it',
    service: 'states.amazonaws.com',
    actions: ['states:CreateStateMachine', 'states:UpdateStateMachine'],
    runs: ['states:StartExecution', 'states:StartSyncExecution'],
  },
  {
    how: 'schedule calls with it',
    service: 'scheduler.amazonaws.com',
    actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule'],
    runs: [],
  },
  { how: 'let a rule call targets with it', service: 'events.amazonaws.com', actions: ['events:PutTargets'], runs: [] },
  {
    how: 'create a pipe that runs with it',
    service: 'pipes.amazonaws.com',
    actions: ['pipes:CreatePipe', 'pipes:UpdatePipe'],
    runs: [],
  },
  {
    how: 'add a data source that uses it',
    service: 'appsync.amazonaws.com',
    actions: ['appsync:CreateDataSource', 'appsync:UpdateDataSource'],
    runs: ['appsync:CreateResolver', 'appsync:UpdateResolver', 'appsync:GraphQL'],
  },
  {
    how: 'let an API integration call with it',
    service: 'apigateway.amazonaws.com',
    actions: ['apigateway:PUT', 'apigateway:POST', 'apigateway:PATCH'],
    runs: [],
  },
  {
    how: 'hand it out from an identity pool',
    service: 'cognito-identity.amazonaws.com',
    actions: ['cognito-identity:SetIdentityPoolRoles'],
    runs: [],
  },
  {
    how: 'let an IoT rule act with it',
    service: 'iot.amazonaws.com',
    actions: ['iot:CreateTopicRule', 'iot:ReplaceTopicRule'],
    runs: [],
  },
  {
    how: 'run a Bedrock agent with it',
    service: 'bedrock.amazonaws.com',
    actions: ['bedrock:CreateAgent', 'bedrock:UpdateAgent'],
    runs: [],
  },
];

/** Actions on identities at large that end in any authority of the account. */
export const ESCALATIONS: readonly { readonly how: string; readonly actions: readonly string[] }[] = [
  { how: 'rewrite a managed policy', actions: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'] },
  {
    how: 'give a user or group more',
    actions: [
      'iam:AttachUserPolicy',
      'iam:AttachGroupPolicy',
      'iam:PutUserPolicy',
      'iam:PutGroupPolicy',
      'iam:AddUserToGroup',
    ],
  },
  {
    how: 'make credentials of a user',
    actions: ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'],
  },
  { how: 'run commands on instances', actions: ['ssm:SendCommand', 'ssm:StartSession'] },
];

/** Actions on a role: more authority for whoever runs with it. */
export const ROLE_POLICY_ACTIONS: readonly string[] = ['iam:AttachRolePolicy', 'iam:PutRolePolicy'];
