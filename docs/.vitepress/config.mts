// The site: both languages, formulas by KaTeX, local search; it asks no other
// host for anything. ./learn docs --serve builds and shows it.
//
//   NN_REPOSITORY  where the sources can be read, for example
//                  https://github.com/NAME/REPOSITORY; without it, files are
//                  named but not linked
//   NN_SITE_BASE   the folder below which the site is served; "/" if not given
import { katex } from '@mdit/plugin-katex'
import { defineConfig } from 'vitepress'
import { sidebar } from './pages.mts'
import { tokenize } from './search.mts'
import { slug, sourceLinks } from './sources.mts'

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

export default defineConfig({
  base: process.env.NN_SITE_BASE || '/',
  cacheDir: '../build/site-cache',
  srcExclude: ['README.md', 'WRITING.md', 'node_modules/**', 'tools/**'],
  head: [['link', { rel: 'icon', href: `${process.env.NN_SITE_BASE || '/'}logo.svg` }]],
  title: 'Deep Learning, Compiled',
  locales: { en: english, zh: chinese },
  markdown: {
    anchor: { slugify: slug },
    theme: { light: 'github-light', dark: 'github-dark' },
    config(md) {
      md.use(katex, {
        delimiters: 'dollars',
        // Vue shall not look for {{ }} in a formula.
        transformer: (html: string) => html.replace(/^(\s*<\w+)/, '$1 v-pre'),
      })
      md.use(sourceLinks, process.env.NN_REPOSITORY || '')
    },
  },
  themeConfig: {
    i18nRouting: true,
    search: {
      provider: 'local',
      options: {
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
