import type { Report } from '#finding/finding';
export function renderHtml(report: Report): string {
  return report.app.name;
}
