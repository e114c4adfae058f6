import type { CodeFlow, Location, Log, Notification, Region, ReportingDescriptor, Result, Suppression } from 'sarif';
import { compareFindings } from '#finding/compare';
import type { Finding, Report } from '#finding/finding';
import { securitySeverity, severityOfStars } from '#finding/severity';
import type { Diagnostic, Place } from '#source/place';
import type { Rule } from '../rules.ts';
import { rulesOf } from '../rules.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0 as code scanning shows it best: one rule a control, the path as a code flow, accepted findings as
 * suppressed results, and what could not be read as notifications. File names are relative to `SRCROOT`.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: Report): string {
  return `${JSON.stringify(logOf(report), undefined, 2)}\n`;
}

function logOf(report: Report): Log {
  const rules = rulesOf(report);
  const indexById = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: report.tool.name, version: report.tool.version, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that was judged.' } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: report.diagnostics.map(notification) }],
        results: [...report.findings]
          .sort(compareFindings)
          .map((one) => resultOf(one, indexById.get(one.control) ?? -1)),
        properties: { complete: report.complete },
      },
    ],
  };
}

function descriptor(rule: Rule): ReportingDescriptor {
  const [first] = rule.findings;
  const tags = [
    'security',
    ...(first?.cwe === undefined ? [] : [`external/cwe/cwe-${String(first.cwe).padStart(3, '0')}`]),
  ];
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.help },
    help: { text: rule.help, markdown: `**${rule.title}.** ${rule.help}` },
    defaultConfiguration: { level: levelOf(rule.stars) },
    properties: { tags, precision: 'high', 'security-severity': securitySeverity(rule.stars) },
  };
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const flow = codeFlow(finding);
  return {
    ruleId: finding.control,
    ruleIndex,
    level: finding.outcome === 'undetermined' ? 'note' : level(finding),
    message: { text: plain(messageOf(finding)) },
    locations: [{ ...location(finding.location), logicalLocations: [{ name: finding.resource, kind: 'resource' }] }],
    ...(finding.related.length === 0
      ? {}
      : { relatedLocations: finding.related.map((one, id) => ({ id, ...location(one.location, one.message) })) }),
    ...(flow === undefined ? {} : { codeFlows: [flow] }),
    partialFingerprints: { 'intended/v1': finding.fingerprint },
    ...(finding.accepted === undefined ? {} : { suppressions: [suppression(finding.accepted)] }),
    rank: finding.starsMax * 20,
    properties: {
      'security-severity': securitySeverity(finding.starsMax),
      stars: finding.stars,
      starsMax: finding.starsMax,
      outcome: finding.outcome,
      confidence: finding.confidence,
      data: finding.data,
      step: finding.step,
    },
  };
}

function messageOf(finding: Finding): string {
  const doubt = finding.outcome === 'undetermined' ? 'Undetermined: ' : '';
  return `${doubt}${finding.message}.\n${finding.why}\n${finding.fix}`;
}

function codeFlow(finding: Finding): CodeFlow | undefined {
  if (finding.related.length === 0) return undefined;
  const steps = finding.related.map((one) => ({ location: location(one.location, one.message) }));
  return { threadFlows: [{ locations: steps }] };
}

function suppression(accepted: NonNullable<Finding['accepted']>): Suppression {
  const kind = accepted.by === 'inline' ? 'inSource' : 'external';
  return { kind, status: 'accepted', justification: accepted.because };
}

function notification({ severity, place, message }: Diagnostic): Notification {
  return { level: severity, message: { text: plain(message) }, locations: [location(place)] };
}

function location(place: Place, message?: string): Location {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(place.file), uriBaseId: 'SRCROOT' }, region: region(place) },
    ...(message === undefined ? {} : { message: { text: plain(message) } }),
  };
}

/** An end that does not lie behind the start is left out: SARIF takes the whole line then. */
function region(place: Place): Region {
  const start = { startLine: place.line, startColumn: place.column };
  if (place.endLine < place.line || (place.endLine === place.line && place.endColumn <= place.column)) return start;
  return { ...start, endLine: place.endLine, endColumn: place.endColumn };
}

function uriOf(file: string): string {
  const wellFormed = file.replace(/\p{Surrogate}/gu, '\ufffd');
  return wellFormed.split('/').map(encodeURIComponent).join('/');
}

function level(finding: Finding): 'error' | 'warning' | 'note' {
  if (finding.severity === 'critical' || finding.severity === 'high') return 'error';
  return finding.severity === 'medium' ? 'warning' : 'note';
}

function levelOf(stars: number): 'error' | 'warning' | 'note' {
  const severity = severityOfStars(stars);
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note';
}

/** Brackets before a parenthesis would be read as a link (SARIF 3.11.6), so they are escaped. */
function plain(text: string): string {
  return text.includes('](') ? text.replaceAll(/[\\[\]]/g, String.raw`\$&`) : text;
}
