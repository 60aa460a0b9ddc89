import { defineConfig } from 'vite';

/** The page of the control plane: `npx vite build page`, and as a part of `npm run build`. */
export default defineConfig({
  root: import.meta.dirname,
  // Relative, so that it also works behind a proxy that serves it below a path.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    // Scripts and styles are served below /page/; see src/control.
    assetsDir: 'page',
    // A data: address would need an exception of the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    license: { fileName: 'page/licenses.md' },
  },
});
