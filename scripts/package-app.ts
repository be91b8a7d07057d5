/**
 * Fills appPackage/manifest.json from the environment or env/.env.NAME (`--env NAME`), validates it against the
 * schema that the manifest names (offline), checks the icons and writes build/token-desk.NAME.zip.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';

const { values } = parseArgs({ options: { env: { type: 'string', default: 'dev' } } });
const envFile = `env/.env.${values.env}`;
const variables = { ...(existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {}), ...process.env };

function fillManifest(text: string): string {
  const missing = new Set<string>();
  const filled = text.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables[name];
    if (!value) missing.add(name);
    return value ?? '';
  });
  if (missing.size === 0) return filled;
  throw new Error(
    `appPackage/manifest.json needs ${[...missing].join(', ')}: set them in ${envFile} or in the environment`,
  );
}

function readIcon(name: string, sizePixels: number): Uint8Array {
  const file = readFileSync(`appPackage/${name}`);
  const { width, height } = PNG.sync.read(file);
  if (width !== sizePixels || height !== sizePixels) {
    throw new Error(`appPackage/${name} is ${width}×${height}; Teams wants ${sizePixels}×${sizePixels}`);
  }
  return file;
}

try {
  const text = fillManifest(readFileSync('appPackage/manifest.json', 'utf8'));
  const faults = await AppManifestUtils.validateAgainstSchema(JSON.parse(text) as TeamsManifest);
  if (faults.length > 0)
    throw new Error(`appPackage/manifest.json does not fit its schema:\n${faults.join('\n')}`);
  const zip = zipSync({
    'manifest.json': new TextEncoder().encode(text),
    'color.png': readIcon('color.png', 192),
    'outline.png': readIcon('outline.png', 32),
  });
  mkdirSync('build', { recursive: true });
  const target = `build/token-desk.${values.env}.zip`;
  writeFileSync(target, zip);
  console.log(`${target} (${zip.length} bytes)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
