// VitePress's own theme without its web fonts, and KaTeX's style.
import DefaultTheme from 'vitepress/theme-without-fonts'
import 'katex/dist/katex.min.css'
import './custom.css'

export default DefaultTheme
