/**
 * Fills appPackage/manifest.json from the environment or env/.env.NAME (`--env NAME`), validates it against the
 * schema that the manifest names (offline), checks the icons and writes build/token-desk.NAME.zip.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';

const usage = 'npm run package [-- --env NAME]: fills in from env/.env.NAME (dev) and the environment';

type Variables = Readonly<Record<string, string | undefined>>;
type Surroundings = { readonly name: string; readonly envFile: string; readonly variables: Variables };

/** A name given must have its file; without one the environment may say everything. */
function readSurroundings(): Surroundings {
  let given: string | undefined;
  try {
    given = parseArgs({ options: { env: { type: 'string' } } }).values.env;
  } catch {
    throw new Error(usage); // an option it does not have, or one without its value
  }
  if (given !== undefined && !/^[\w-]+$/.test(given)) throw new Error(usage);
  const name = given ?? 'dev';
  const envFile = `env/.env.${name}`;
  const isThere = existsSync(envFile);
  if (given !== undefined && !isThere) throw new Error(`there is no ${envFile}\n${usage}`);
  const variables = { ...(isThere ? parseEnv(readFileSync(envFile, 'utf8')) : {}), ...process.env };
  return { name, envFile, variables };
}

/** Teams opens nothing else, and a path would be lost: the tab's addresses are made from it. */
function checkAddress({ PUBLIC_URL: address = '', PUBLIC_DOMAIN: domain = '' }: Variables): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:' || !['', '/'].includes(address.slice(url.origin.length)))
    throw new Error('PUBLIC_URL: https, no path');
  if (url.host !== domain) throw new Error('PUBLIC_DOMAIN: the host of PUBLIC_URL');
}

function fillManifest(text: string, { envFile, variables }: Surroundings): string {
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
  const surroundings = readSurroundings();
  const text = fillManifest(readFileSync('appPackage/manifest.json', 'utf8'), surroundings);
  checkAddress(surroundings.variables);
  const faults = await AppManifestUtils.validateAgainstSchema(JSON.parse(text) as TeamsManifest);
  if (faults.length > 0)
    throw new Error(`appPackage/manifest.json does not fit its schema:\n${faults.join('\n')}`);
  const zip = zipSync({
    'manifest.json': new TextEncoder().encode(text),
    'color.png': readIcon('color.png', 192),
    'outline.png': readIcon('outline.png', 32),
  });
  mkdirSync('build', { recursive: true });
  const target = `build/token-desk.${surroundings.name}.zip`;
  writeFileSync(target, zip);
  console.log(`${target} (${zip.length} bytes)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
