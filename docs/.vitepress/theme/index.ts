// VitePress's own theme without its web fonts, and KaTeX's style.
import DefaultTheme from 'vitepress/theme-without-fonts'
import { onMounted } from 'vue'
import { onContentUpdated, type Router } from 'vitepress'
import 'katex/dist/katex.min.css'
import './code.css'
import './custom.css'

/** Screen readers shall take a formula's label and not its letters. Set here:
 * Vue compiles an element with a role into ten times as much code. */
function nameFormulas(): void {
  for (const formula of document.querySelectorAll('.katex[aria-label]')) {
    formula.setAttribute('role', 'math')
  }
}

/** A click on a figure shows it alone: it can be read and enlarged there. */
function openFigures(): void {
  document.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLImageElement && target.closest('.vp-doc')) {
      window.open(target.src)
    }
  })
}

/** Another page is loaded as HTML, so that the site need not hold each page
 * as a script as well (config.mts leaves those out). */
function loadPages(router: Router): void {
  router.onBeforeRouteChange = (to) => {
    const { pathname } = new URL(to, location.href)
    if (!router.route.component || pathname === location.pathname) return
    location.assign(to)
    return false
  }
}

export default {
  extends: DefaultTheme,
  enhanceApp({ router }: { router: Router }): void {
    if (!import.meta.env.SSR && !import.meta.env.DEV) loadPages(router)
  },
  setup() {
    onMounted(openFigures)
    onContentUpdated(nameFormulas)
  },
}
