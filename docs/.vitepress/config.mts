// The site: both languages, formulas by KaTeX, local search; it asks no other
// host for anything. ./learn docs --serve builds and shows it.
//
//   NN_REPOSITORY  where the sources can be read, for example
//                  https://github.com/NAME/REPOSITORY; without it, files are
//                  named but not linked
//   NN_SITE_BASE   the folder below which the site is served; "/" if not given
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { leanCode } from './code.mts'
import { formulas, withoutFormulas } from './formulas.mts'
import { sidebar } from './pages.mts'
import { tokenize } from './search.mts'
import { slug, sourceLinks } from './sources.mts'

/** Where ./learn builds. */
const builds = process.env.NN_BUILD_DIR ||
  fileURLToPath(new URL('../../build', import.meta.url))

const english = {
  label: 'English', lang: 'en-US', link: '/en/',
  title: 'Deep Learning, Compiled',
  description: 'Deep learning in C++20: every line of the text was compiled and run.',
  themeConfig: {
    nav: [{ text: 'Glossary', link: '/en/glossary' },
          { text: 'Notation', link: '/en/notation' }],
    sidebar: sidebar('en', 'Chapters', 'Look it up'),
    outline: { level: [2, 3] as [number, number], label: 'On this page' },
  },
}

const chinese = {
  label: '简体中文', lang: 'zh-CN', link: '/zh/',
  title: '编译得过的深度学习',
  description: '用 C++20 学深度学习：书里的每一行代码都编译过、运行过。',
  themeConfig: {
    nav: [{ text: '术语表', link: '/zh/glossary' },
          { text: '符号表', link: '/zh/notation' }],
    sidebar: sidebar('zh', '章节', '查阅'),
    outline: { level: [2, 3] as [number, number], label: '本页目录' },
    docFooter: { prev: '上一篇', next: '下一篇' },
    darkModeSwitchLabel: '深色模式', lightModeSwitchTitle: '切换到浅色模式',
    darkModeSwitchTitle: '切换到深色模式', sidebarMenuLabel: '目录',
    returnToTopLabel: '回到顶部', langMenuLabel: '切换语言',
    skipToContentLabel: '跳到正文',
    notFound: { title: '没有这一页', quote: '地址可能写错了，或者页面已经改名。',
                linkText: '回到首页', linkLabel: '回到首页' },
  },
}

/** KaTeX names each font in three formats; every browser takes the first. */
const woff2 = {
  name: 'woff2-only',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => /katex.*\.css/.test(id)
    ? code.replace(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, '') : null,
}

/** NAME.md.HASH.js draws a page that is not loaded as HTML; ours always are,
 * and need only NAME.md.HASH.lean.js (theme/index.ts). */
function dropPageScripts(folder: string): void {
  const assets = join(folder, 'assets')
  for (const name of readdirSync(assets)) {
    if (/\.md\.[\w-]+\.js$/.test(name)) rmSync(join(assets, name))
  }
}

export default defineConfig({
  base: process.env.NN_SITE_BASE || '/',
  cacheDir: join(builds, 'site-cache'),
  outDir: join(builds, 'site'),
  metaChunk: true,
  router: { prefetchLinks: false },
  vite: { plugins: [woff2], build: { assetsInlineLimit: 0 } },
  buildEnd: ({ outDir }) => dropPageScripts(outDir),
  srcExclude: ['README.md', 'WRITING.md', 'node_modules/**', 'tools/**'],
  head: [['link', { rel: 'icon', href: `${process.env.NN_SITE_BASE || '/'}logo.svg` }]],
  title: 'Deep Learning, Compiled',
  locales: { en: english, zh: chinese },
  markdown: {
    anchor: { slugify: slug },
    theme: 'github-light',  // dark mode: theme/code.css
    config(md) {
      md.use(formulas)
      md.use(leanCode)
      md.use(sourceLinks, process.env.NN_REPOSITORY || '')
    },
  },
  themeConfig: {
    i18nRouting: true,
    search: {
      provider: 'local',
      options: {
        _render: withoutFormulas,
        miniSearch: {
          options: { tokenize },
          searchOptions: { prefix: true, fuzzy: 0.1, combineWith: 'AND' },
        },
        locales: {
          zh: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                displayDetails: '显示详情', resetButtonTitle: '清空',
                backButtonTitle: '关闭', noResultsText: '没有找到',
                footer: { selectText: '选择', navigateText: '切换',
                          closeText: '关闭' },
              },
            },
          },
        },
      },
    },
  },
})
