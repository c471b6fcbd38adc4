import sanitize from 'sanitize-html'

const tags = [
  'p h1 h2 h3 h4 h5 h6 div span section article aside header footer main nav address hgroup',
  'blockquote ul ol li dl dt dd pre code kbd samp var hr br wbr figure figcaption img picture source',
  'table caption colgroup col thead tbody tfoot tr td th details summary',
  'a strong b em i u s del ins sub sup small mark q cite abbr dfn time ruby rt rp bdi bdo',
].flatMap((line) => line.split(' '))

/**
 * HTML that editors wrote, as readers may get it: no scripts, no forms, no frames, no styles, no handlers and no addresses that run
 * anything. Classes stay, for the style sheet of the page it comes to stand in.
 */
export const sanitisedHtml = (html: string): string =>
  sanitize(html, {
    allowedTags: tags,
    allowedAttributes: {
      '*': ['class', 'lang', 'dir', 'title'],
      a: ['href', 'target', 'rel'],
      img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'loading'],
      source: ['srcset', 'sizes', 'media', 'type'],
      ol: ['start', 'type', 'reversed'],
      li: ['value'],
      td: ['colspan', 'rowspan', 'headers'],
      th: ['colspan', 'rowspan', 'headers', 'scope'],
      col: ['span'],
      colgroup: ['span'],
      time: ['datetime'],
      del: ['datetime'],
      ins: ['datetime'],
      details: ['open'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https'], source: ['http', 'https'] },
    allowProtocolRelative: false,
    // A page that is opened elsewhere must not reach back into the one that opened it.
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: attribs['target'] ? { ...attribs, target: '_blank', rel: 'noopener noreferrer' } : attribs,
      }),
    },
  })
