/** 关于浏览器里保存的训练、失而复得、以及把模型带回家的文字。中文。 */
import type { KeptMessages } from './messages.ts';

export const kept: KeptMessages = {
  models: '我的模型',
  untitled: (language, preset) => `${language}模型，${preset}`,
  withSeed: (seed) => `种子 ${seed}`,
  holds: (stages) => `已有${stages}`,
  underWay: (stage, step, steps) => `${stage}进行中，第 ${step} 步，共 ${steps} 步`,
  savedAt: (when) => `${when}保存`,
  offer: {
    title: '接着上次的继续吗？',
    intro: '浏览器里还留着你上次的训练：',
    goOn: '接着训练',
    later: '先不用',
    laterHint: '它会一直在“保存的训练”里。',
  },
  state: {
    saved: (when) => `已存在这个浏览器里，${when}`,
    nothing: '一开始训练，就会自动存在这个浏览器里',
    problems: {
      storageFull:
        '浏览器的存储空间满了，刚才这次没有存上，上一次存的还在。请把模型存成文件带走，或者删掉一个保存的训练。',
      storageUnavailable:
        '这个浏览器不让页面保存任何东西（有些无痕窗口就是这样）。关掉标签页之前，请把模型存成文件带走。',
      other: '刚才这次没有存上，上一次存的还在。训练照常进行，页面会再试。',
    },
    download: '把现在的模型存成文件',
    taken: '这次训练已经在另一个标签页里打开，这里暂停了。如果在这里继续，它会另存成一份。',
  },
  recovery: {
    coming: (cause) => `${cause}正在回到上次保存的地方……`,
    causes: {
      workerCrashed: '负责计算的部分停了。',
      deviceLost: '显卡没有回应了。',
      notANumber: '训练失控了：有个数字越来越大，超出了范围。',
      other: '页面内部出了错。',
    },
    back: (cause, step, lost) => `${cause}已经回到第 ${step} 步，有 ${lost} 步要重做。`,
    backBefore: (cause, lost) => `${cause}有 ${lost} 步没来得及保存，已经丢了，请重新开始这个阶段。`,
    backWhole: (cause) => `${cause}一切都回到了原来的地方。`,
    understood: '知道了',
  },
  list: {
    title: '保存的训练',
    intro: '你训练的东西每隔几秒就自动存在这个浏览器里，别人拿不到。',
    empty: '还没有。开始训练之后，这里就会出现第一个。',
    total: (size) => `共 ${size}`,
    open: '接着训练',
    takeOver: '改在这里打开',
    here: '正在这里打开',
    elsewhere: '在另一个标签页里打开',
    elsewhereHint: '这个浏览器的另一个标签页正开着它，也在保存它。改在这里打开的话，那边就会停下。',
    rename: '改名',
    name: '给这次训练起个名字',
    setName: '就叫这个',
    cancel: '取消',
    delete: '删除',
    deleteTitle: '要删除这次训练吗？',
    deleteText: (name) => `“${name}”会从这个浏览器里永远消失。已经存成文件带走的不受影响。`,
    deleteYes: '删除',
    deleteNo: '留着',
    unreadable: (count) => `还有 ${count} 个读不出来：可能损坏了，也可能是更新版本的页面写的。页面没有动它们。`,
  },
  home: {
    title: '带回家',
    intro: '模型是你的。存成文件，它就能离开这个页面继续用下去。',
    which: '哪一个检查点',
    live: (stage) => `${stage}，现在的样子`,
    formats: {
      schoolbook: { name: '课本文件', why: '换一台设备，也能在这里重新打开。' },
      huggingface: {
        name: 'Hugging Face 文件夹（.zip）',
        why: '给 Python 用：transformers 能读，可以在更大的机器上接着训练，也能在这里重新打开。',
      },
      gguf: { name: 'GGUF', why: '在自己的电脑上用 llama.cpp、Ollama 或 LM Studio 运行。' },
    },
    format: '存成',
    download: '下载',
    nothing: '还没有训练好的模型。',
    open: '把模型带回来',
    openHint: '从这里带走的课本文件或 Hugging Face 文件夹，不超过 50 MB。也可以拖到页面任何地方。',
  },
};
