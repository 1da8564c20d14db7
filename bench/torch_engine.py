"""PyTorch on the processor: the yardstick outside the browser. Reads calls and writes answers, a line of JSON each (engine.ts)."""
import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(int(sys.argv[1]))


class Block(nn.Module):
    def __init__(self, size):
        super().__init__()
        C = size["nEmbd"]
        self.heads = size["nHead"]
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)
        self.qkv = nn.Linear(C, 3 * C)
        self.out = nn.Linear(C, C, bias=False)
        self.up = nn.Linear(C, 4 * C, bias=False)
        self.down = nn.Linear(4 * C, C, bias=False)

    def forward(self, x, past=None):
        B, T, C = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(B, T, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        if hasattr(F, "scaled_dot_product_attention"):
            mixed = F.scaled_dot_product_attention(q, k, v, is_causal=T > 1)
        else:
            scores = q @ k.transpose(2, 3) / math.sqrt(C // self.heads)
            if T > 1:
                scores = scores.masked_fill(torch.ones(T, T, dtype=torch.bool).triu(1), -math.inf)
            mixed = scores.softmax(3) @ v
        x = x + self.out(mixed.transpose(1, 2).reshape(B, T, C))
        return x + self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh")), (k, v)


class Model(nn.Module):
    def __init__(self, size):
        super().__init__()
        C = size["nEmbd"]
        self.tokens = nn.Embedding(size["vocabSize"], C)
        self.positions = nn.Embedding(size["contextLength"], C)
        nn.init.normal_(self.tokens.weight, 0, 0.02)
        nn.init.normal_(self.positions.weight, 0, 0.02)
        self.blocks = nn.ModuleList(Block(size) for _ in range(size["nLayer"]))
        self.norm = nn.LayerNorm(C)

    def forward(self, ids, past=None):
        start = past[0][0].shape[2] if past else 0
        x = self.tokens(ids) + self.positions(torch.arange(start, start + ids.shape[1]))
        kept = []
        for i, block in enumerate(self.blocks):
            x, cache = block(x, past[i] if past else None)
            kept.append(cache)
        return self.norm(x) @ self.tokens.weight.T, kept


class Engine:
    def setup(self, size, inputs, targets, rate):
        torch.manual_seed(1)
        self.size = size
        self.model = Model(size)
        self.optimizer = torch.optim.Adam(self.model.parameters(), rate, (0.9, 0.95))
        shape = (size["rows"], size["contextLength"])
        self.inputs = torch.tensor(inputs).view(shape)
        self.targets = torch.tensor(targets)

    def train(self, steps):
        times = []
        for _ in range(steps):
            start = time.perf_counter()
            logits, _ = self.model(self.inputs)
            loss = F.cross_entropy(logits.flatten(0, 1), self.targets)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1)
            self.optimizer.step()
            value = loss.item()
            times.append(1000 * (time.perf_counter() - start))
        return {"ms": times, "loss": value}

    @torch.no_grad()
    def generate(self, rows, prompt, new):
        ids = self.inputs.flatten()[: rows * prompt].view(rows, prompt)
        start = time.perf_counter()
        past = None
        for _ in range(min(new, self.size["contextLength"] - prompt)):
            logits, past = self.model(ids, past)
            ids = torch.multinomial(logits[:, -1].softmax(1), 1)
        return {"ms": 1000 * (time.perf_counter() - start)}


engine = Engine()
for line in sys.stdin:
    call = json.loads(line)
    try:
        value = getattr(engine, call["name"])(*call["arguments"])
        print(json.dumps({"id": call["id"], "value": value}), flush=True)
    except Exception as error:  # whatever it is, the other side has to hear of it
        print(json.dumps({"id": call["id"], "error": repr(error)}), flush=True)
