import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { nothing, primary, warning, type Expansion } from './expansion.ts';
import { joined, record, without } from './shape.ts';
import { tagList } from './tags.ts';

/**
 * AWS::Serverless::Application: a nested stack. A template on disk or at an URL becomes its `TemplateURL`; an
 * application of the Serverless Application Repository is not here to be judged, so it stays what it is.
 */
export function expandApplication(application: Resource): Expansion {
  const { at, properties } = application;
  const location = valueAt(properties, 'Location');
  if (location?.kind === 'dictionary') {
    const name = literal(valueAt(location, 'ApplicationId')) ?? application.logicalId;
    const message = `application \`${name}\` comes from a repository and is not judged; review what it creates`;
    return { ...nothing, resources: [application], diagnostics: [{ severity: 'note', place: location.at, message }] };
  }
  if (location === undefined) {
    const message = `application \`${application.logicalId}\` has no \`Location\`; give it one`;
    return { ...nothing, resources: [application], diagnostics: [warning(at, message)] };
  }
  const made = record({ TemplateURL: location, Tags: tagList(valueAt(properties, 'Tags'), 'lambda', at) }, at);
  const carried = without(properties, new Set(['Location', 'Tags']));
  return { ...nothing, resources: [primary(application, 'AWS::CloudFormation::Stack', joined(carried, made))] };
}
