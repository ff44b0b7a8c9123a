// Bundles the extension and the dossier's page into a file each and copies the rules' pages; with --tests, bundles the unit tests.
import { build } from 'esbuild';
import { cpSync, readdirSync, rmSync } from 'node:fs';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  external: ['vscode'],
};

if (tests) {
  const entryPoints = readdirSync('test').map((file) => `test/${file}`);
  await build({ ...shared, entryPoints, outdir: 'dist/test', sourcemap: 'inline' });
} else {
  await build({
    ...shared,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    minify: production,
    sourcemap: !production,
  });
  await build({
    ...shared,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: ['src/webview/dossier.ts', 'src/webview/dossier.css'],
    outdir: 'dist/webview',
    minify: production,
  });
  rmSync('dist/rules', { recursive: true, force: true });
  cpSync('../../docs/rules', 'dist/rules', { recursive: true });
}
