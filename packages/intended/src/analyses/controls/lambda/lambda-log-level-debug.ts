import { entriesOf, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { functionTemplate } from '../function-examples.ts';
import { judgeProperty, notBe, worstOf } from '../judge-value.ts';

/** Variables that set the level of the loggers that are in use. */
const LEVEL = /^(?:POWERTOOLS_|AWS_LAMBDA_|APP_|RUST_)?LOG(?:GING|GER)?_?LEVEL$/i;

const level = (value: string, head: string = ''): string =>
  functionTemplate(`      LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: ${value} }\n`, '', head);

export const lambdaLogLevelDebug: Control = defineControl({
  id: 'lambda-log-level-debug',
  title: 'Application log level DEBUG/TRACE in production',
  severity: 'medium',
  cwe: 532,
  why: 'At that level libraries log whole requests and answers: personal data and tokens end in the log group.',
  fix: 'Set the level to `INFO` or above, and raise it only while you look for a fault.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.LoggingConfig.ApplicationLogLevel', 'AWS::Lambda::Function.Environment.Variables'],
  judge(fn) {
    const variables = entriesOf(valueAt(fn.properties, 'Environment', 'Variables')).filter(([name]) =>
      LEVEL.test(name),
    );
    const outcomes = variables.map(([name]) =>
      judgeProperty(
        fn,
        `Environment.Variables.${name}`,
        QUIET,
        `\`${fn.id}\` logs at the level of \`${name}\`, for debugging`,
      ),
    );
    // A level that a parameter gives is chosen for each stage.
    const certain = outcomes.filter(({ kind }) => kind === 'violated');
    return worstOf([
      judgeProperty(fn, 'LoggingConfig.ApplicationLogLevel', QUIET, `\`${fn.id}\` logs at the level for debugging`),
      ...certain,
    ]);
  },
  remedy: { set: [{ path: 'LoggingConfig.ApplicationLogLevel', value: 'INFO' }] },
  examples: {
    violated: level('DEBUG'),
    satisfied: level('INFO'),
    undetermined: level('!Ref Given', 'Parameters:\n  Given: { Type: String }\n'),
  },
});

const QUIET = notBe(['DEBUG', 'TRACE']);
