// Run with --enable-experimental-regexp-engine: V8 then takes flag `l` for patterns that it can match in linear time.
import { readFileSync } from 'node:fs';

const refused = [];
for (const { source, flags } of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    // A bounded repetition is linear too; the engine only refuses large ones, so the bound is made small here.
    // oxlint-disable-next-line no-new -- the constructor is the question
    new RegExp(
      source.replaceAll(/\{(\d*),(\d+)\}/g, (_, least, most) => `{${Math.min(least, 2)},${Math.min(most, 4)}}`),
      `${flags}l`,
    );
  } catch (error) {
    refused.push(`${source}: ${error.message}`);
  }
}
process.stdout.write(JSON.stringify(refused));
