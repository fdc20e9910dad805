# Why an uploaded picture is refused.

# $looks: a word for what the file seems to be.
media-unsupported = { $looks ->
        [empty] The file is empty.
        [heic] This is a HEIC photo.
        [avif] This is an AVIF picture.
        [gif] This is a GIF picture.
        [bmp] This is a BMP picture.
        [raw] This is a camera’s raw file.
        [svg] This is an SVG drawing.
        [pdf] This is a PDF document.
        [office] This is an office document.
        [zip] This is a ZIP archive.
        [html] This is a web page.
        [text] This is a text file.
        [video] This is a video.
        [audio] This is a sound recording.
       *[other] This is not a picture that can be read here.
    } Accepted are JPEG, PNG, WebP and TIFF.

media-broken = The picture cannot be read to its end. It may have been cut short on the way; send it again from the device it was taken with.

# $limit: whole megabytes.
media-too-many-bytes = The file is larger than { $limit } MB, the most that is accepted.

# $width, $height: pixels of the picture; $megapixels: rounded up; $limit: megapixels; $side: pixels.
media-too-many-pixels = The picture has { $width } × { $height } pixels ({ $megapixels } megapixels). At most { $limit } megapixels and { $side } pixels a side are accepted.

media-too-much-memory = Opening this picture needs more memory than is allowed. Send it with 8 bits per channel or as JPEG.

media-region-outside = The region lies outside the picture.
