// @ts-check
/**
 * A Chromium for the tests: found where it usually is, or installed. Uses only what comes with node; Playwright is asked
 * when it is there.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fail, root } from './ensure.mjs';

const isRoot = process.getuid?.() === 0;

/** SwiftShader is WebGPU in software: slow, but it runs every kernel. The sandbox of Chromium does not work for root. */
export const browserFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  ...(isRoot ? ['--no-sandbox'] : []),
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((folder) => [
    join(process.env[folder] ?? 'C:\\', 'Google\\Chrome\\Application\\chrome.exe'),
    join(process.env[folder] ?? 'C:\\', 'Microsoft\\Edge\\Application\\msedge.exe'),
  ]),
  linux: ['/usr/bin', '/usr/lib/chromium', '/opt/google/chrome', '/snap/bin'].flatMap((folder) =>
    names.map((name) => join(folder, name)),
  ),
};

/** Where Playwright keeps the Chromium that it downloads, whether it is there or not. */
function playwrightPlace() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** Whether the file starts: a browser without the libraries that it needs does not. @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // On Windows, asking for the version opens a window.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** The path of a Chromium that starts, if there is one; CHROME_PATH comes before all others. @returns {string | undefined} */
export function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (runs(chosen)) return chosen;
    fail(`CHROME_PATH is ${chosen}, which is not a browser that starts. Correct it or unset it.`);
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const places = usualPlaces[/** @type {keyof typeof usualPlaces} */ (process.platform)] ?? [];
  return [...onPath, ...places, playwrightPlace()].find((path) => path && runs(path));
}

const isDebian = () =>
  existsSync('/etc/debian_version') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

/** @param {string} command @param {string[]} options */
function attempt(command, options) {
  console.error(`$ ${command === process.execPath ? 'node' : command} ${options.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, options, { cwd: root, env, stdio: ['ignore', 2, 2], timeout: 600_000 }).status === 0;
}

/** The path of a Chromium that starts; installs one where there is none, or ends the command saying what to do. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  console.error('No Chromium found; installing one...');
  attempt(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  const downloaded = findBrowser();
  if (downloaded) return downloaded;
  if (isRoot && isDebian() && attempt('apt-get', ['update'])) {
    // The Chinese font is for screenshots and for tests of the layout.
    attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
  }
  return (
    findBrowser() ??
    fail(`The tests need Chromium or Chrome, and none could be installed. Do one of these and start again:
  - install Chrome or Chromium in the usual way (Debian, Ubuntu: sudo apt-get install chromium)
  - sudo npx playwright install --with-deps chromium
  - set CHROME_PATH to the program of one that is there`)
  );
}
