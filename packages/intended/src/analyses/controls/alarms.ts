import type { Resource } from '#model/application';
import { alarmOn } from './alarm-index.ts';
import type { Context } from './context.ts';
import type { Control } from './define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from './define-control.ts';

/** A control of the family: some alarm watches one of these metrics of each resource of a type. */
export interface AlarmFacts extends Pick<Control, 'id' | 'title' | 'severity' | 'why' | 'fix' | 'sources'> {
  readonly types: readonly string[];
  readonly namespace: string;
  /** A metric for the example. */
  readonly metric: string;
  readonly dimension: string;
  readonly metrics: RegExp;
  /** Metrics for a resource that plays another part: a dead-letter queue. */
  readonly metricsFor?: (resource: Resource, context: Context) => RegExp;
  readonly applies?: (resource: Resource, context: Context) => boolean;
  /** Other names under which the metric's dimensions may know it. */
  readonly aliases?: (resource: Resource, context: Context) => readonly string[];
  /** A resource of the type, below `Subject:`, indented by four. */
  readonly example: string;
  /** What the examples need besides, indented by two. */
  readonly besides?: string;
}

/** Makes a control of the family. */
export function alarmControl(facts: AlarmFacts): Control {
  const {
    types,
    namespace,
    metric,
    dimension,
    metrics,
    metricsFor,
    applies,
    aliases,
    example,
    besides = '',
    ...words
  } = facts;
  const template = (value: string, head: string = ''): string =>
    `${head}Resources:\n  Subject:\n${example}${besides}  Alarm:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      Namespace: ${namespace}\n      MetricName: ${metric}\n      Dimensions: [{ Name: ${dimension}, Value: ${value} }]\n      Statistic: Sum\n      Period: 60\n      EvaluationPeriods: 1\n      Threshold: 1\n      ComparisonOperator: GreaterThanOrEqualToThreshold\n      AlarmActions: ['arn:aws:sns:eu-central-1:123456789012:alarms']\n`;
  return defineControl({
    ...words,
    cwe: 778,
    types,
    reads: ['AWS::CloudWatch::Alarm.MetricName', 'AWS::CloudWatch::Alarm.Dimensions', 'AWS::CloudWatch::Alarm.Metrics'],
    judge(resource, context) {
      if (applies?.(resource, context) === false) return notApplicable;
      const wanted = metricsFor?.(resource, context) ?? metrics;
      const alarm = alarmOn(resource, namespace, wanted, context, aliases?.(resource, context));
      if (alarm === 'yes') return satisfied;
      return alarm === 'no' ? violated(resource.typeAt, `no alarm watches \`${resource.id}\``) : undetermined(alarm);
    },
    // Made when somebody looks: a check does not.
    get examples() {
      return {
        violated: template('another'),
        satisfied: template('!Ref Subject'),
        undetermined: template('!Ref Given', 'Parameters:\n  Given: { Type: String }\n'),
      };
    },
  });
}
