import { IconFile, IconFileText, IconMovie, IconMusic, IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import { thumbnailOf, type SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import './files.css'

const icons = {
  image: IconPhoto,
  video: IconMovie,
  audio: IconMusic,
  document: IconFileText,
  other: IconFile,
}

/** The picture of an image, whole; a sign of its kind for everything else. */
export function FilePicture({ file, height }: { file: SiteFile; height: number }) {
  const { key: site } = useSite()
  const src = thumbnailOf(site, file)
  const [broken, setBroken] = useState<string>()
  const Icon = icons[file.kind]
  const shown = src !== undefined && broken !== src
  return (
    <div className="file-picture" style={{ height }} {...(shown ? { 'data-image': true } : {})}>
      {shown ? (
        <img src={src} alt="" loading="lazy" onError={() => setBroken(src)} style={{ maxHeight: height }} />
      ) : (
        <Icon size={Math.min(48, height / 2)} stroke={1.2} aria-hidden />
      )}
    </div>
  )
}
