// Bundles the extension into one file, and with --tests each unit test beside it.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';

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
}
