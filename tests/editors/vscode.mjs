// node vscode.mjs DOWNLOADS PODLS EXAMPLES [NAME]: installs the packed extension into a real VS Code and runs vscode-NAME.cjs in it
// (vscode-suite.cjs if none is named; `restricted` opens the folder untrusted).
//
// DOWNLOADS (target/editors) holds vscode/, made by get-vscode.sh, and extension/podls.vsix, made by build-vscode.sh. VS Code's server
// build shows the window in headless Chromium; the extension host, where the suite runs, is a Node process of its own. Everything
// written goes to DOWNLOADS/work/vscode-NAME, which is emptied first, so that no run sees another.
// VSCODE names another folder of DOWNLOADS with a VS Code in it, CHROMIUM the browser if it has an unusual name.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';

const [downloads, podls, examples] = process.argv.slice(2, 5).map((argument) => path.resolve(argument));
const name = process.argv[5] ?? 'suite';
const vscode = path.join(downloads, process.env.VSCODE ?? 'vscode');
const vsix = path.join(downloads, 'extension/podls.vsix');
const work = path.join(downloads, `work/vscode-${name}`);
const { chromium } = createRequire(path.join(vscode, 'tools', 'here.js'))('playwright-core');
const started = Date.now();
const say = (text) => console.log(`# ${((Date.now() - started) / 1000).toFixed(1)} s: ${text}`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// A fresh profile and a fresh workspace.
rmSync(work, { recursive: true, force: true });
const folder = (name) => {
  const made = path.join(work, name);
  mkdirSync(made, { recursive: true });
  return made;
};
const workspace = folder('workspace');
const answers = folder('answers');
cpSync(examples, workspace, { recursive: true });
// A program that this folder would like to see started; it leaves a trace if it is.
writeFileSync(path.join(work, 'unwanted'), `#!/bin/sh\ntouch ${path.join(work, 'was-started')}\n`, { mode: 0o755 });
if (name === 'restricted' || name === 'trusted') {
  writeFileSync(path.join(folder('workspace/.vscode'), 'settings.json'), JSON.stringify({ 'podls.server.path': path.join(work, 'unwanted') }));
}
// Machine settings, as a user of a remote machine has them. Only the first two are about us; the rest keeps the window quiet.
writeFileSync(
  path.join(folder('server/data/Machine'), 'settings.json'),
  JSON.stringify({
    'podls.server.path': podls,
    'yamlTest.downloads': downloads,
    'chat.disableAIFeatures': true,
    'editor.minimap.enabled': false,
    'editor.wordBasedSuggestions': 'off', // so that completion shows what podls offers, not what stands in the file
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'files.autoSave': 'off',
    'files.hotExit': 'off',
    'git.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'terminal.integrated.gpuAcceleration': 'off', // so that its text is in the page
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
  }),
);
// VS Code runs a suite only for an extension under development. Ours is installed from its package; this one starts the server of
// the YAML extension, when a test asks for it.
const standIn = path.join(import.meta.dirname, 'vscode-yaml');

const node = path.join(vscode, 'bin/node');
const program = path.join(vscode, 'vscode/out/server-main.js');
const profile = ['--server-data-dir', path.join(work, 'server'), '--extensions-dir', folder('extensions'), '--disable-telemetry'];
const env = { ...process.env, HOME: folder('home'), EXTENSIONS_GALLERY: '{}' }; // no look-ups in an extension registry
execFileSync(node, [program, ...profile, '--install-extension', vsix], { env, stdio: ['ignore', 'ignore', 'ignore'] });
say('extension installed');

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const address = `127.0.0.1:${port}`;
let log = '';
const told = []; // every line of the window's and the extension host's console
const server = spawn(
  node,
  [program, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token',
    ...(name === 'restricted' ? [] : ['--disable-workspace-trust']),
    '--enable-smoke-test-driver', // without it the page ignores extensionTestsPath
    '--skip-welcome', ...profile],
  { env, stdio: ['ignore', 'pipe', 'pipe'] },
);
for (const stream of [server.stdout, server.stderr]) {
  stream.on('data', (chunk) => (log += chunk));
}

let browser;
let outcome;
try {
  for (let tries = 0; !(await fetch(`http://${address}/version`).then((answer) => answer.ok, () => false)); tries += 1) {
    if (tries > 600 || server.exitCode !== null) {
      throw new Error('VS Code did not start');
    }
    await pause(200);
  }
  say('VS Code is up');
  browser = await chromium.launch({
    executablePath: execFileSync('bash', ['-c', '. "$0" && find_chromium', path.join(import.meta.dirname, 'common.sh')], { encoding: 'utf8' }).trim(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  });
  outcome = await runSuite(browser);
} catch (error) {
  outcome = error.message;
} finally {
  await browser?.close();
  server.kill();
  await Promise.race([once(server, 'exit'), pause(5000)]);
  server.kill('SIGKILL');
  writeFileSync(path.join(work, 'server.log'), log);
  writeFileSync(path.join(work, 'console.log'), told.join('\n'));
}
if (outcome === 0) {
  say('the suite passed');
} else {
  if (outcome !== 1 || !told.some((line) => line.startsWith('not ok - '))) {
    console.log(`not ok - the suite in VS Code: ${outcome}\n${told.at(-1) ?? ''}`);
  }
  say(`logs and pictures are in ${work}`);
}
process.exit(outcome === 0 ? 0 : 1);

/** Opens the workspace with the suite as test runner; resolves to the exit code that VS Code tells, or to what went wrong. */
async function runSuite(browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });
  const pictures = folder('pictures');
  const shoot = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) }).then(() => true);
  let end;
  const ended = new Promise((resolve) => (end = resolve));
  await page.exposeFunction('codeAutomationLog', (_kind, words) => {
    const line = words.join(' ');
    told.push(line);
    if (/^(not )?ok - /.test(line)) {
      console.log(line);
    } else if (line.startsWith('ui - ')) {
      void act(JSON.parse(line.slice('ui - '.length)));
    }
  });
  // What a suite can ask of the window; frames are those of webviews.
  const actions = {
    shoot,
    /** The rectangle around all that a selector finds. */
    part: async (name, selector) => {
      const boxes = (await Promise.all((await page.locator(selector).all()).map((one) => one.boundingBox()))).filter((box) => box?.height > 0);
      const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
      const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)), Math.max(...boxes.map((box) => box.y + box.height))];
      await page.screenshot({ path: path.join(pictures, `${name}.png`), clip: { x, y, width: right - x, height: bottom - y } });
      return true;
    },
    text: async (selector) => (await Promise.all(page.frames().map((frame) => frame.locator(selector).allTextContents().catch(() => [])))).flat(),
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text, { delay: 20 }),
    click: (selector) => page.locator(selector).first().click({ timeout: 30_000 }),
    hover: (selector) => page.locator(selector).first().hover({ timeout: 30_000 }),
    size: (width, height) => page.setViewportSize({ width, height }),
  };
  const act = async ({ id, action, rest }) => {
    const answer = await actions[action](...rest).catch((error) => ({ error: error.message }));
    writeFileSync(path.join(answers, `${id}.part`), JSON.stringify(answer ?? null));
    renameSync(path.join(answers, `${id}.part`), path.join(answers, id));
  };
  await page.exposeFunction('codeAutomationExit', (code) => end(code));
  const remote = (file) => `vscode-remote://${address}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(standIn)],
    ['extensionTestsPath', remote(path.join(import.meta.dirname, `vscode-${name}.cjs`))],
    ['skipWelcome', 'true'],
  ];
  await page.goto(`http://${address}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  const outcome = await Promise.race([ended, pause(900_000).then(() => 'no end after 900 s')]);
  await shoot('end').catch(() => {});
  return outcome;
}
